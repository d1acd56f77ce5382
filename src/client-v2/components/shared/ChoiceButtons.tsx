import { css } from '@emotion/css';
import { Button, Flex, theme } from 'antd';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { SecondaryText } from './SecondaryText';

export interface Choice {
  key: string;
  label: string;
  /** More about it, at the end of its line. */
  extra?: string;
  onChoose(): void;
}

/** A dialog's choices, one below the other. The first one has the focus, and the arrow keys go through them. */
export function ChoiceButtons({ choices }: { choices: readonly Choice[] }) {
  const { token } = theme.useToken();
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
  const className = css`
    & .ant-btn {
      justify-content: space-between;
      height: ${token.controlHeightLG}px;
    }
    & .ant-btn:focus {
      background: ${token.controlItemBgHover};
    }
  `;
  return (
    <Flex
      ref={list}
      vertical
      className={className}
      onKeyDown={step}
      style={{ marginInline: -token.paddingXS }}
    >
      {choices.map(({ key, label, extra, onChoose }) => (
        <Button key={key} type="text" block onClick={onChoose}>
          <span>{label}</span>
          {extra && <SecondaryText>{extra}</SecondaryText>}
        </Button>
      ))}
    </Flex>
  );
}
