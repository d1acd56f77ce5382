import { CloseOutlined } from '@ant-design/icons';
import { Dropdown, Popover, Tag, Tooltip, type MenuProps } from 'antd';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useInRouterContext } from 'react-router-dom';
import { displayName, formatAddress, isValidAddress, type Id, type MailAddress } from '../../../../common';
import { useT } from '../../../locale';
import { useCopy } from '../../../useCopy';
import { PersonCard } from '../../person/PersonCard';
import { FIELD_NAMES, RECIPIENT_FIELDS, type RecipientField } from './fields';

interface Props {
  field: RecipientField;
  entry: MailAddress;
  /** The mailbox that the message is written from; null if it isn't known yet. */
  accountId: Id | null;
  onEdit(): void;
  onRemove(): void;
  /** Saves all recipients of the field as a group. */
  onSaveGroup(): void;
  onMove(to: RecipientField): void;
  /** Called when it is picked up with the mouse, and when it is let go. */
  onDrag(isDragged: boolean): void;
  /** Called when the arrow keys leave it: -1 for the one before, 1 for the one after. */
  onStep(by: -1 | 1): void;
}

/**
 * A recipient. Its menu, the mouse and the keyboard edit it, remove it or move it to another field; the menu also shows
 * who it is. An invalid one is marked, and a click edits it.
 */
export function RecipientChip(props: Props) {
  const { field, entry, accountId, onEdit, onRemove, onSaveGroup, onMove, onDrag, onStep } = props;
  const t = useT();
  const copy = useCopy();
  const name = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState(false);
  const [isCardOpen, setCardOpen] = useState(false);
  const valid = isValidAddress(entry.address);
  // The card's links lead to other pages.
  const hasCard = useInRouterContext() && accountId !== null;
  const closeCard = () => {
    setCardOpen(false);
    name.current?.focus();
  };
  const items: MenuProps['items'] = [
    ...(hasCard ? [{ key: 'card', label: t('Show person'), onClick: () => setCardOpen(true) }] : []),
    { key: 'edit', label: t('Edit'), onClick: onEdit },
    { key: 'copy', label: t('Copy address'), onClick: () => void copy(entry.address) },
    ...RECIPIENT_FIELDS.filter((other) => other !== field).map((other) => ({
      key: other,
      label: t('Move to {{field}}', { field: t(FIELD_NAMES[other]) }),
      onClick: () => onMove(other),
    })),
    { key: 'group', label: t('Save as group…'), onClick: onSaveGroup },
    { type: 'divider' },
    { key: 'remove', label: t('Remove'), onClick: onRemove },
  ];
  const onKeyDown = (event: KeyboardEvent) => {
    // The menu has keys of its own.
    if (open || isCardOpen || event.target !== name.current) return;
    if (event.key === 'Enter' || event.key === ' ') setOpen(true);
    else if (event.key === 'Delete' || event.key === 'Backspace') onRemove();
    else if (event.key === 'ArrowLeft') onStep(-1);
    else if (event.key === 'ArrowRight') onStep(1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const chip = (
    <Tooltip
      title={valid ? formatAddress(entry) : t('This is not a valid address. Click to correct it.')}
      open={open || isCardOpen ? false : undefined}
    >
      <Tag
        closable
        draggable
        color={valid ? undefined : 'error'}
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = 'move';
          event.dataTransfer.setData('text/plain', formatAddress(entry));
          onDrag(true);
        }}
        onDragEnd={() => onDrag(false)}
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
        onClick={valid ? undefined : onEdit}
      >
        <Dropdown
          trigger={['click', 'contextMenu']}
          autoFocus
          menu={{ items }}
          open={open}
          onOpenChange={(next) => setOpen(next && valid)}
        >
          <span
            ref={name}
            role="button"
            tabIndex={-1}
            aria-haspopup="menu"
            data-recipient
            onKeyDown={onKeyDown}
          >
            <bdi>{displayName(entry)}</bdi>
          </span>
        </Dropdown>
      </Tag>
    </Tooltip>
  );
  if (!hasCard) return chip;
  return (
    <Popover
      trigger="click"
      placement="bottom"
      open={isCardOpen}
      // A click on the chip opens its menu.
      onOpenChange={(next) => !next && setCardOpen(false)}
      destroyTooltipOnHide
      content={<PersonCard person={entry} message={{ accountId }} onClose={closeCard} />}
    >
      {chip}
    </Popover>
  );
}
