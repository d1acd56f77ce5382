import { css } from '@emotion/css';
import { AutoComplete, theme } from 'antd';
import { useId, useRef, useState, type ClipboardEvent, type KeyboardEvent, type ReactNode } from 'react';
import {
  formatAddress,
  isValidAddress,
  parseAddresses,
  uniqueAddresses,
  type Id,
  type MailAddress,
} from '../../../../common';
import { useT } from '../../../locale';
import { GroupsDialog } from '../groups/GroupsDialog';
import { typeAhead } from '../type-ahead';
import { FIELD_NAMES, type PlacedRecipient, type RecipientField } from './fields';
import { RecipientChip } from './RecipientChip';
import { SuggestionOption } from './SuggestionOption';
import { addsTo, peopleOf, valueOf } from './suggestions';
import { useAddressSuggestions } from './useAddressSuggestions';

interface Props {
  field: RecipientField;
  /** The mailbox that the message is written from; null if it isn't known yet. */
  accountId: Id | null;
  value: MailAddress[];
  onChange(value: MailAddress[]): void;
  /** Moves a recipient to another field. */
  onMove(entry: MailAddress, to: RecipientField): void;
  /** Called when a recipient is picked up with the mouse, and with null when it is let go. */
  onDrag(dragged: PlacedRecipient | null): void;
  /** The recipient that is being dragged. It can be dropped here if it's another field's. */
  dragged: PlacedRecipient | null;
  onDrop(): void;
  autoFocus?: boolean;
  /** Reads what is pasted. By default, the names and addresses in it. */
  parse?(pasted: string): MailAddress[];
  extra?: ReactNode;
}

/** Recipients as chips. An invalid one stays, marked red, and can be fixed by clicking it. */
export function AddressInput({
  field,
  accountId,
  value,
  onChange,
  onMove,
  onDrag,
  dragged,
  onDrop,
  autoFocus,
  parse = parseAddresses,
  extra,
}: Props) {
  const { token } = theme.useToken();
  const t = useT();
  const label = t(FIELD_NAMES[field]);
  const id = useId();
  const [text, setText] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const chosen = useRef(false);
  const [groupOf, setGroupOf] = useState<MailAddress[] | null>(null);
  const suggestions = useAddressSuggestions(text).filter((suggestion) => addsTo(value, suggestion));

  const add = (list: MailAddress[]) => {
    if (list.length) onChange(uniqueAddresses([...value, ...list]));
    setText('');
    chosen.current = false;
  };
  /** Index of the suggestion reached with the arrow keys, taken from the active option's id. */
  const activeIndex = () => {
    const option = box.current?.querySelector('input')?.getAttribute('aria-activedescendant');
    return chosen.current ? Number(/_(\d+)$/.exec(option ?? '')?.[1] ?? 0) : 0;
  };
  const focus = () => box.current?.querySelector('input')?.focus();
  const type = (next: string) => {
    chosen.current = false;
    const [, typed] = /^([^@]*[^@\s,;，；])[,;，；]$/.exec(next) ?? [];
    if (typed !== undefined && typed === text && suggestions.length > 0) return add(peopleOf(suggestions[0]));
    // A separator ends an address, unless the name before it still lacks one: "Doe, John <…".
    if (/[,;，；]\s*$/.test(next) && /@\S/.test(next)) add(parseAddresses(next));
    else setText(next);
  };
  const onPaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text/plain');
    if (!/[,;\n\t<]/.test(pasted.trim()) && !isValidAddress(pasted.trim())) return;
    event.preventDefault();
    add(parse(`${text}${pasted}`));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While composing, an input method needs Enter and Backspace for itself.
    if (event.nativeEvent.isComposing) return;
    const accepts =
      event.key === 'Tab' ? !event.shiftKey : event.key === 'Enter' && !event.ctrlKey && !event.metaKey;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      chosen.current = true;
    } else if (accepts && text.trim()) {
      // Otherwise the suggestion list would choose once more.
      event.stopPropagation();
      // A complete address counts as typed, unless the arrow keys moved to a suggestion.
      const suggested =
        chosen.current || !isValidAddress(text.trim()) ? suggestions[activeIndex()] : undefined;
      // Tab stays in the field after completing a suggestion.
      if (suggested || event.key === 'Enter') event.preventDefault();
      add(suggested ? peopleOf(suggested) : parseAddresses(text));
    } else if (event.key === 'Backspace' && !text && value.length) {
      onChange(value.slice(0, -1));
    } else if (event.key === 'ArrowLeft' && !text && value.length) {
      event.preventDefault();
      step(value.length, -1);
    }
  };
  /** Moves the focus from a recipient to a neighbour; from the last one, to where one types. */
  const step = (from: number, by: -1 | 1) => {
    const chips = box.current?.querySelectorAll<HTMLElement>('[data-recipient]');
    if (from + by >= (chips?.length ?? 0)) focus();
    else chips?.[Math.max(0, from + by)]?.focus();
  };
  const remove = (entry: MailAddress) => {
    onChange(value.filter((other) => other !== entry));
    focus();
  };
  const takes = dragged !== null && dragged.field !== field;
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
    ${takes ? `outline: 1px dashed ${token.colorPrimary}; border-radius: ${token.borderRadiusSM}px;` : ''}
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
        onDragOver={(event) => takes && event.preventDefault()}
        onDrop={(event) => {
          if (!takes) return;
          event.preventDefault();
          event.stopPropagation();
          onDrop();
        }}
        data-testid={`mail-recipients-${field}`}
        onClick={(event) => event.target === event.currentTarget && focus()}
      >
        {value.map((entry, index) => (
          <RecipientChip
            key={entry.address}
            field={field}
            entry={entry}
            accountId={accountId}
            onEdit={() => edit(entry)}
            onRemove={() => remove(entry)}
            onSaveGroup={() => setGroupOf(value)}
            onMove={(to) => {
              onMove(entry, to);
              focus();
            }}
            onDrag={(isDragged) => onDrag(isDragged ? { field, entry } : null)}
            onStep={(by) => step(index, by)}
          />
        ))}
        <AutoComplete
          id={id}
          value={text}
          variant="borderless"
          autoFocus={autoFocus}
          onFocus={() => {
            const typed = typeAhead.take().replaceAll('\n', ' ');
            if (typed) type(text + typed);
          }}
          popupMatchSelectWidth={false}
          options={suggestions.map((entry) => ({
            value: valueOf(entry),
            label: <SuggestionOption {...entry} />,
          }))}
          onChange={(next: string) => type(next)}
          onSelect={(chosen: string) => {
            const suggestion = suggestions.find((entry) => valueOf(entry) === chosen);
            if (suggestion) add(peopleOf(suggestion));
          }}
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
      {groupOf && (
        <GroupsDialog
          members={groupOf}
          onClose={() => {
            setGroupOf(null);
            focus();
          }}
        />
      )}
    </>
  );
}
