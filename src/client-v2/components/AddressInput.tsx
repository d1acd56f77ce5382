import { CloseOutlined } from '@ant-design/icons';
import { css } from '@emotion/css';
import { AutoComplete, Tag, theme, Tooltip } from 'antd';
import { useId, useRef, useState, type ClipboardEvent, type KeyboardEvent, type ReactNode } from 'react';
import type { MailAddress } from '../../common';
import { useT } from '../locale';
import {
  displayName,
  formatAddress,
  isValidAddress,
  parseAddresses,
  sameAddress,
  uniqueAddresses,
} from './addresses';
import { useAddressSuggestions } from './useAddressSuggestions';

interface Props {
  label: string;
  value: MailAddress[];
  onChange(value: MailAddress[]): void;
  autoFocus?: boolean;
  extra?: ReactNode;
}

/** Recipients as tokens. A wrong one stays, in red, and can be mended by a click. */
export function AddressInput({ label, value, onChange, autoFocus, extra }: Props) {
  const { token } = theme.useToken();
  const t = useT();
  const id = useId();
  const [text, setText] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const suggestions = useAddressSuggestions(text).filter(
    (known) => !value.some((entry) => sameAddress(entry.address, known.address)),
  );

  const add = (list: MailAddress[]) => {
    if (list.length) onChange(uniqueAddresses([...value, ...list]));
    setText('');
  };
  const focus = () => box.current?.querySelector('input')?.focus();
  const type = (next: string) => {
    // A separator ends an address, unless a name before it is still waiting for one: "Doe, John <…".
    if (/[,;，；]\s*$/.test(next) && /@\S/.test(next)) add(parseAddresses(next));
    else setText(next);
  };
  const onPaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text/plain');
    if (!/[,;\n\t<]/.test(pasted.trim()) && !isValidAddress(pasted.trim())) return;
    event.preventDefault();
    add(parseAddresses(`${text}${pasted}`));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // An input method takes Enter and Backspace for itself while composing.
    if (event.nativeEvent.isComposing) return;
    const choosing =
      box.current?.querySelector('input')?.getAttribute('aria-activedescendant') && suggestions.length > 0;
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && text.trim() && !choosing) {
      event.preventDefault();
      add(parseAddresses(text));
    } else if (event.key === 'Tab' && text.trim()) {
      add(parseAddresses(text));
    } else if (event.key === 'Backspace' && !text && value.length) {
      onChange(value.slice(0, -1));
    }
  };
  const edit = (entry: MailAddress) => {
    onChange(value.filter((other) => other !== entry));
    setText(formatAddress(entry));
    focus();
  };

  const row = css`
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: ${token.marginXXS}px;
    flex: 1;
    min-width: 0;
    padding: ${token.paddingXXS}px 0;
    max-height: 132px;
    overflow-y: auto;
    cursor: text;
    & .ant-select {
      flex: 1;
      min-width: 64px;
    }
    & .ant-select-selector {
      padding-inline: ${token.paddingXXS}px !important;
    }
    & .ant-select-selection-search {
      inset-inline: ${token.paddingXXS}px !important;
    }
  `;
  return (
    <>
      <label htmlFor={id} style={{ color: token.colorTextSecondary }}>
        {label}
      </label>
      <div
        ref={box}
        className={row}
        onPasteCapture={onPaste}
        onClick={(event) => event.target === event.currentTarget && focus()}
      >
        {value.map((entry) => (
          <AddressTag
            key={entry.address}
            entry={entry}
            onEdit={() => edit(entry)}
            onRemove={() => onChange(value.filter((other) => other !== entry))}
          />
        ))}
        <AutoComplete
          id={id}
          value={text}
          variant="borderless"
          autoFocus={autoFocus}
          popupMatchSelectWidth={false}
          options={suggestions.map((entry) => ({
            value: formatAddress(entry),
            label: <Suggestion {...entry} />,
          }))}
          onChange={(next: string) => type(next)}
          onSelect={(chosen: string) => add(parseAddresses(chosen))}
          onBlur={() => text.trim() && add(parseAddresses(text))}
          onInputKeyDown={onKeyDown}
        >
          <input
            aria-label={t('{{field}}: add an address', { field: label })}
            autoComplete="off"
            spellCheck={false}
            style={{
              background: 'transparent',
              border: 0,
              color: token.colorText,
              outline: 'none',
              width: '100%',
            }}
          />
        </AutoComplete>
      </div>
      {extra}
    </>
  );
}

function AddressTag({ entry, onEdit, onRemove }: { entry: MailAddress; onEdit(): void; onRemove(): void }) {
  const t = useT();
  const valid = isValidAddress(entry.address);
  return (
    <Tooltip title={valid ? formatAddress(entry) : t('This is not a valid address. Click to correct it.')}>
      <Tag
        closable
        color={valid ? undefined : 'error'}
        onClose={(event) => {
          event.preventDefault();
          onRemove();
        }}
        closeIcon={
          <CloseOutlined role="button" aria-label={t('Remove {{name}}', { name: displayName(entry) })} />
        }
        style={{
          margin: 0,
          maxWidth: '100%',
          overflow: 'hidden',
          textOverflow: 'ellipsis',
          cursor: 'pointer',
        }}
        onClick={onEdit}
      >
        <bdi>{displayName(entry)}</bdi>
      </Tag>
    </Tooltip>
  );
}

function Suggestion({ name, address }: MailAddress) {
  const { token } = theme.useToken();
  return (
    <span>
      <bdi>{name || address}</bdi>
      {name && <span style={{ color: token.colorTextTertiary, marginInlineStart: 8 }}>{address}</span>}
    </span>
  );
}
