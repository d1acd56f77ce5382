import { BorderOutlined, CheckSquareFilled, MinusSquareFilled, PlusOutlined } from '@ant-design/icons';
import { App, Flex, Input, Spin, theme, Typography } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { LONGEST_LABEL_NAME, type Id, type LabelView } from '../../../common';
import { useMailApi } from '../../api';
import { useErrorText, useT } from '../../locale';
import { RetryAlert } from '../shared/RetryAlert';
import { SecondaryText } from '../shared/SecondaryText';
import { showInPane } from '../shared/scroll-pane';
import { useDialogFocus } from '../shared/useDialogFocus';
import { labelName, labelNamed, labelState, matchingLabels } from './label-choices';
import { nextColour } from './label-colours';
import { LabelDot } from './LabelDot';
import { useLabels } from './LabelsProvider';

export interface LabelFinderProps {
  /** The labels of each message that is labelled. */
  on: ReadonlyArray<readonly Id[]>;
  onToggle(label: LabelView, add: boolean): void;
}

/** Pixels; always the same, so that nothing jumps while typing. */
const HEIGHT = 280;
/** Looks like a checkbox, which an option can't contain. */
const BOXES = { all: CheckSquareFilled, some: MinusSquareFilled, none: BorderOutlined };
const CHECKED = { all: true, some: 'mixed', none: false } as const;

/**
 * Finds labels by typing part of their names, and adds or removes them: with Enter, a click, or the space bar if it
 * isn't part of a name. A name that nobody has used becomes a new label.
 */
export function LabelFinder({ on, onToggle }: LabelFinderProps) {
  const t = useT();
  const api = useMailApi();
  const errorText = useErrorText();
  const { message: toast } = App.useApp();
  const { token } = theme.useToken();
  const { list: labels, loading, failure, reload } = useLabels();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  /** Whether the arrow keys were used after typing, so that a space is no longer part of the text. */
  const [stepped, setStepped] = useState(false);
  const [creating, setCreating] = useState(false);
  const input = useDialogFocus();
  const list = useRef<HTMLDivElement>(null);
  const found = matchingLabels(labels, typed);
  const name = labelName(typed);
  const canCreate = name !== '' && !loading && !labelNamed(labels, name);
  const count = found.length + (canCreate ? 1 : 0);
  // Nothing may be found yet.
  const current = Math.max(0, Math.min(at, count - 1));
  useEffect(() => {
    const chosen = list.current?.querySelector('[aria-selected=true]');
    if (chosen) showInPane(chosen);
  }, [current]);

  const toggle = (label: LabelView) => {
    onToggle(label, labelState(label, on) !== 'all');
    // The next letter begins another name.
    input.current?.select();
  };
  const create = async () => {
    if (creating) return;
    setCreating(true);
    try {
      const label = await api.saveLabel(null, { name, color: nextColour(labels) });
      await reload();
      setAt(0);
      onToggle(label, true);
      input.current?.select();
    } catch (error) {
      toast.error(errorText(error));
      void reload();
    }
    setCreating(false);
  };
  const take = (index: number) => {
    if (index < found.length) toggle(found[index]);
    else if (canCreate) void create();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      setStepped(true);
      setAt(Math.min(count - 1, Math.max(0, current + by)));
    } else if ((event.key === 'Enter' || (event.key === ' ' && (stepped || typed === ''))) && count > 0) {
      event.preventDefault();
      take(current);
    }
  };
  const optionId = (index: number) => `mail-label-option-${index}`;
  const option = (index: number, key: string, content: ReactNode, checked?: boolean | 'mixed') => (
    <Flex
      key={key}
      id={optionId(index)}
      role="option"
      aria-selected={index === current}
      aria-checked={checked}
      align="center"
      gap={token.marginXS}
      onMouseMove={() => setAt(index)}
      // Keeps the focus in the text field.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => take(index)}
      style={{
        minHeight: token.controlHeight,
        padding: `0 ${token.paddingXS}px`,
        borderRadius: token.borderRadius,
        background: index === current ? token.controlItemBgActive : undefined,
        cursor: 'pointer',
      }}
      data-testid="mail-label-option"
    >
      {content}
    </Flex>
  );
  return (
    <Flex vertical gap={token.marginXS}>
      <Input
        ref={input}
        role="combobox"
        aria-expanded
        aria-controls="mail-label-options"
        aria-activedescendant={count > 0 ? optionId(current) : undefined}
        aria-label={t('Find or create a label')}
        placeholder={t('Find or create a label')}
        maxLength={LONGEST_LABEL_NAME}
        dir="auto"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
          setStepped(false);
        }}
        onKeyDown={onKeyDown}
        data-testid="mail-label-find"
      />
      {failure !== undefined && <RetryAlert error={failure} onRetry={() => void reload()} />}
      <div style={{ height: HEIGHT, overflow: 'auto' }}>
        <div ref={list} id="mail-label-options" role="listbox" aria-multiselectable aria-label={t('Labels')}>
          {found.map((label, index) => {
            const state = labelState(label, on);
            const Box = BOXES[state];
            return option(
              index,
              String(label.id),
              <>
                <Box
                  style={{
                    color: state === 'none' ? token.colorTextTertiary : token.colorPrimary,
                    fontSize: token.fontSizeLG,
                  }}
                  aria-hidden
                />
                <LabelDot color={label.color} />
                <Typography.Text ellipsis style={{ flex: 1, minWidth: 0 }}>
                  <bdi>{label.name}</bdi>
                </Typography.Text>
              </>,
              CHECKED[state],
            );
          })}
          {canCreate &&
            option(
              found.length,
              'new',
              <>
                {creating ? <Spin size="small" /> : <PlusOutlined aria-hidden />}
                <Typography.Text ellipsis style={{ flex: 1, minWidth: 0 }}>
                  {t('Create “{{name}}”', { name })}
                </Typography.Text>
              </>,
            )}
        </div>
        {loading && <Spin size="small" style={{ margin: token.marginSM }} />}
        {!loading && failure === undefined && count === 0 && (
          <SecondaryText>{t('You have no labels yet. Type a name to create one.')}</SecondaryText>
        )}
      </div>
    </Flex>
  );
}
