import { css } from '@emotion/css';
import { Button, Divider, Flex, theme } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useDateFormat } from '../../date-format';
import { useT } from '../../locale';
import { FutureTimePicker, isToCome } from '../shared/FutureTimePicker';
import { SecondaryText } from '../shared/SecondaryText';
import { snoozeTimes } from './snooze-times';

export interface SnoozeChoicesProps {
  /** Whether the messages are snoozed already, so that this can be ended. */
  isSnoozed: boolean;
  /** Null: no longer. */
  onChoose(until: Date | null): void;
}

/** Times at which messages can come back. The arrow keys choose among them. */
export function SnoozeChoices({ isSnoozed, onChoose }: SnoozeChoicesProps) {
  const t = useT();
  const format = useDateFormat();
  const { token } = theme.useToken();
  const [at, setAt] = useState<Date | null>(null);
  const [times] = useState(() => snoozeTimes(new Date()));
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A dialog takes the focus once it is open, which is later than `autoFocus`.
    const frame = requestAnimationFrame(() => list.current?.querySelector('button')?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  const step = (event: KeyboardEvent<HTMLDivElement>) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    const index = buttons.findIndex((button) => button === document.activeElement);
    buttons[(index + by + buttons.length) % buttons.length]?.focus();
  };
  const choices = css`
    & .ant-btn {
      justify-content: space-between;
    }
    & .ant-btn:focus {
      background: ${token.controlItemBgHover};
    }
  `;
  return (
    <div data-testid="mail-snooze">
      <Flex
        ref={list}
        vertical
        className={choices}
        onKeyDown={step}
        style={{ marginInline: -token.paddingXS }}
      >
        {times.map(({ label, at: time }) => (
          <Button key={label} type="text" block onClick={() => onChoose(time)}>
            <span>{t(label)}</span>
            <SecondaryText>{format.soon(time.toISOString())}</SecondaryText>
          </Button>
        ))}
        {isSnoozed && (
          <Button type="text" block onClick={() => onChoose(null)} data-testid="mail-unsnooze">
            <span>{t('Unsnooze')}</span>
          </Button>
        )}
      </Flex>
      <Divider style={{ marginBlock: token.marginSM }} />
      <Flex vertical gap="small">
        <FutureTimePicker at={at} onAt={setAt} />
        <Button type="primary" disabled={!isToCome(at)} onClick={() => at && onChoose(at)}>
          {t('Snooze until then')}
        </Button>
      </Flex>
    </div>
  );
}
