import { Flex, Input, Select, Spin, theme, Typography } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { FoundRecord } from '../../../common';
import { useHost } from '../../host/context';
import { useT } from '../../locale';
import { RetryAlert } from '../shared/RetryAlert';
import { showInPane } from '../shared/scroll-pane';
import { SecondaryText } from '../shared/SecondaryText';
import { useDialogFocus } from '../shared/useDialogFocus';
import { readItem, writeItem } from '../../mail-center/layout/stored';
import { useLinkTargets, useRecordSearch } from './useRecordSearch';

/** Where the browser keeps the collection that was chosen last. */
const KEY = 'mail-center:record-collection';
/** Pixels; always the same, so that nothing jumps while typing. */
const HEIGHT = 300;

/** Finds a record by typing part of its title. Enter takes the first one, or the one reached with the arrow keys. */
export function RecordFinder({ onChoose }: { onChoose(record: FoundRecord): void }) {
  const t = useT();
  const host = useHost();
  const { token } = theme.useToken();
  const targets = useLinkTargets();
  const [chosen, setChosen] = useState(() => readItem(KEY));
  const collection = (targets.list.find((each) => each.collection === chosen) ?? targets.list.at(0))
    ?.collection;
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const found = useRecordSearch(collection, typed);
  const input = useDialogFocus();
  const list = useRef<HTMLDivElement>(null);
  const count = found.list.length;
  // Nothing may be found yet.
  const current = Math.max(0, Math.min(at, count - 1));
  useEffect(() => {
    const option = list.current?.querySelector('[aria-selected=true]');
    if (option) showInPane(option);
  }, [current]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      setAt(Math.min(count - 1, Math.max(0, current + by)));
    } else if (event.key === 'Enter' && !found.loading && count > 0) {
      // While it is still being searched, what is listed was found for something else.
      event.preventDefault();
      onChoose(found.list[current]);
    }
  };
  const optionId = (index: number) => `mail-record-option-${index}`;
  const isEmpty = !targets.loading && targets.failure === undefined && targets.list.length === 0;
  const failed = targets.failure === undefined ? found : targets;
  return (
    <Flex vertical gap={token.marginXS}>
      <Select
        aria-label={t('Collection')}
        loading={targets.loading}
        disabled={targets.list.length === 0}
        value={collection}
        showSearch
        optionFilterProp="label"
        options={targets.list.map((each) => ({ value: each.collection, label: host.t(each.title) }))}
        onChange={(next: string) => {
          writeItem(KEY, next);
          setChosen(next);
          setAt(0);
          input.current?.focus();
        }}
        data-testid="mail-record-collection"
      />
      <Input
        ref={input}
        role="combobox"
        aria-expanded
        aria-controls="mail-record-options"
        aria-activedescendant={count > 0 ? optionId(current) : undefined}
        aria-label={t('Find a record')}
        placeholder={t('Find a record')}
        maxLength={255}
        dir="auto"
        value={typed}
        suffix={found.loading && !isEmpty ? <Spin size="small" /> : <span />}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        data-testid="mail-record-find"
      />
      {failed.failure !== undefined && <RetryAlert error={failed.failure} onRetry={failed.retry} />}
      <div style={{ height: HEIGHT, overflow: 'auto' }}>
        <div ref={list} id="mail-record-options" role="listbox" aria-label={t('Records')}>
          {found.list.map((record, index) => (
            <Flex
              key={record.recordKey}
              id={optionId(index)}
              role="option"
              aria-selected={index === current}
              align="baseline"
              gap={token.marginXS}
              onMouseMove={() => setAt(index)}
              // Keeps the focus in the text field.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onChoose(record)}
              style={{
                padding: `${token.paddingXXS}px ${token.paddingXS}px`,
                borderRadius: token.borderRadius,
                background: index === current ? token.controlItemBgActive : undefined,
                cursor: 'pointer',
              }}
              data-testid="mail-record-option"
            >
              <Typography.Text ellipsis style={{ maxWidth: '65%' }}>
                <bdi>{record.title}</bdi>
              </Typography.Text>
              {record.detail !== '' && (
                <SecondaryText ellipsis style={{ minWidth: 0, flex: 1 }}>
                  <bdi>{record.detail}</bdi>
                </SecondaryText>
              )}
            </Flex>
          ))}
        </div>
        {isEmpty && (
          <SecondaryText>{t('There’s no collection yet whose records you can see.')}</SecondaryText>
        )}
        {!isEmpty && !found.loading && failed.failure === undefined && count === 0 && (
          <SecondaryText>{t('No record matches')}</SecondaryText>
        )}
      </div>
    </Flex>
  );
}
