import { StarFilled, StarOutlined } from '@ant-design/icons';
import { Button, Flex, Input, Popover, theme, Tooltip } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useT } from '../../locale';
import { withSaved, withoutSaved } from './kept-searches';
import { useKeptSearches } from './useKeptSearches';

/** Saves a search under a name, by which the search box suggests it, or forgets the saved search. */
export function SaveSearch({ search }: { search: string }) {
  const t = useT();
  const { token } = theme.useToken();
  const [{ saved }, change] = useKeptSearches();
  const [name, setName] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const text = search.trim();
  const isSaved = saved.some((one) => one.search === text);
  useEffect(() => setName(null), [text]);

  const close = () => {
    setName(null);
    button.current?.focus();
  };
  const save = () => {
    change((all) => withSaved(all, { name: name?.trim() || text, search: text }));
    close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // The keys are meant neither for the popup's owner nor for the page's shortcuts.
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') close();
    if (event.key !== 'Enter' || event.target instanceof HTMLButtonElement) return;
    // Otherwise Enter presses the button that gets the focus.
    event.preventDefault();
    save();
  };
  const label = isSaved ? t('Forget this search') : t('Save this search');
  return (
    <Popover
      open={name !== null}
      onOpenChange={(open) => !open && setName(null)}
      trigger="click"
      placement="bottomRight"
      title={t('Save this search')}
      destroyTooltipOnHide
      content={
        <Flex gap={token.marginXS} style={{ width: 280, maxWidth: '75vw' }} onKeyDown={onKeyDown}>
          <Input
            autoFocus
            maxLength={100}
            value={name ?? ''}
            onChange={(event) => setName(event.target.value)}
            onFocus={(event) => event.target.select()}
            aria-label={t('Name')}
            data-testid="mail-save-search-name"
          />
          <Button type="primary" onClick={save} data-testid="mail-save-search-done">
            {t('Save')}
          </Button>
        </Flex>
      }
    >
      <Tooltip title={name === null ? label : ''}>
        <Button
          ref={button}
          type="text"
          size="small"
          icon={isSaved ? <StarFilled style={{ color: token.colorPrimary }} /> : <StarOutlined />}
          aria-label={label}
          onClick={() => (isSaved ? change((all) => withoutSaved(all, text)) : setName(text))}
          data-testid="mail-save-search"
        />
      </Tooltip>
    </Popover>
  );
}
