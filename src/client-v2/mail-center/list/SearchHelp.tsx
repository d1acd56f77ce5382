import { QuestionCircleOutlined } from '@ant-design/icons';
import { Button, Flex, Popover, theme, Typography } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useT } from '../../locale';
import { SEARCH_OPERATORS } from './search-operators';

/** The search operators. A click inserts one into the search box. */
export function SearchHelp({ onInsert }: { onInsert(text: string): void }) {
  const t = useT();
  const { token } = theme.useToken();
  const [open, setOpen] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const buttons = () => [...(list.current?.querySelectorAll('button') ?? [])];
  useEffect(() => {
    if (!open) return;
    // Waits until it is on the page, so that the keyboard continues inside.
    const timer = setTimeout(() => buttons()[0]?.focus(), 50);
    return () => clearTimeout(timer);
  }, [open]);
  const onKeyDown = (event: KeyboardEvent) => {
    // The keys are meant neither for the search box nor for the page's shortcuts.
    event.stopPropagation();
    if (event.key === 'Escape') {
      setOpen(false);
      button.current?.focus();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = buttons();
    all[(all.indexOf(document.activeElement as HTMLButtonElement) + step + all.length) % all.length]?.focus();
  };
  const insert = (text: string) => {
    setOpen(false);
    onInsert(text);
  };
  const content = (
    <Flex
      ref={list}
      vertical
      onKeyDown={onKeyDown}
      style={{ width: 380, maxWidth: '80vw', maxHeight: '60vh', overflowY: 'auto' }}
      data-testid="mail-search-operators"
    >
      {SEARCH_OPERATORS.map(({ example, insert: text, meaning }) => (
        <Button
          key={example}
          type="text"
          onClick={() => insert(text)}
          style={{
            height: 'auto',
            justifyContent: 'flex-start',
            padding: token.paddingXXS,
            whiteSpace: 'normal',
          }}
        >
          <Flex gap="small" align="baseline" style={{ textAlign: 'start', width: '100%' }}>
            <Typography.Text code dir="ltr" style={{ flex: '0 0 46%', overflow: 'hidden' }}>
              {example}
            </Typography.Text>
            <SecondaryText>{t(meaning)}</SecondaryText>
          </Flex>
        </Button>
      ))}
      <SecondaryText style={{ padding: token.paddingXXS, fontSize: token.fontSizeSM }}>
        {t('Several words: each of them must occur.')}
      </SecondaryText>
    </Flex>
  );
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      title={t('How to search')}
      content={content}
      destroyTooltipOnHide
    >
      <Button
        ref={button}
        type="text"
        size="small"
        shape="circle"
        icon={<QuestionCircleOutlined />}
        aria-label={t('How to search')}
        aria-expanded={open}
        onKeyDown={(event) => {
          // Otherwise Enter would search, and Escape would clear the box.
          event.stopPropagation();
          if (event.key === 'Escape') setOpen(false);
        }}
        data-testid="mail-search-help"
      />
    </Popover>
  );
}
