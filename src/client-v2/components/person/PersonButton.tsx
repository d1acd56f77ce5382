import { css } from '@emotion/css';
import { Popover, theme } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { PersonCard, type NamedPerson } from './PersonCard';

export interface PersonButtonProps extends NamedPerson {
  children: ReactNode;
}

/** A name that opens a card about the person. */
export function PersonButton({ person, message, children }: PersonButtonProps) {
  const { token } = theme.useToken();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const className = css`
    max-width: 100%;
    padding: 0;
    border: 0;
    border-radius: ${token.borderRadiusSM}px;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    overflow-wrap: anywhere;
    cursor: pointer;
    &:hover {
      text-decoration: underline;
    }
    &:focus-visible {
      outline: 2px solid ${token.colorPrimaryBorder};
    }
  `;
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <Popover
      trigger="click"
      placement="bottom"
      open={open}
      onOpenChange={setOpen}
      destroyTooltipOnHide
      content={<PersonCard person={person} message={message} onClose={close} />}
    >
      <button
        ref={button}
        type="button"
        className={className}
        aria-haspopup="dialog"
        aria-expanded={open}
        title={person.address}
        data-testid="mail-person"
      >
        {children}
      </button>
    </Popover>
  );
}
