import { CloseOutlined } from '@ant-design/icons';
import { Dropdown, Tag, Tooltip, type MenuProps } from 'antd';
import { useRef, useState, type KeyboardEvent } from 'react';
import type { MailAddress } from '../../../../common';
import { useT } from '../../../locale';
import { useCopy } from '../../../useCopy';
import { displayName, formatAddress, isValidAddress } from '../../shared/addresses';
import { FIELD_NAMES, RECIPIENT_FIELDS, type RecipientField } from './fields';

interface Props {
  field: RecipientField;
  entry: MailAddress;
  onEdit(): void;
  onRemove(): void;
  onMove(to: RecipientField): void;
  /** Called when it is picked up with the mouse, and when it is let go. */
  onDrag(isDragged: boolean): void;
  /** Called when the arrow keys leave it: -1 for the one before, 1 for the one after. */
  onStep(by: -1 | 1): void;
}

/**
 * A recipient. Its menu, the mouse and the keyboard edit it, remove it or move it to another field. An invalid one is
 * marked, and a click edits it.
 */
export function RecipientChip({ field, entry, onEdit, onRemove, onMove, onDrag, onStep }: Props) {
  const t = useT();
  const copy = useCopy();
  const name = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState(false);
  const valid = isValidAddress(entry.address);
  const items: MenuProps['items'] = [
    { key: 'edit', label: t('Edit'), onClick: onEdit },
    { key: 'copy', label: t('Copy address'), onClick: () => void copy(entry.address) },
    ...RECIPIENT_FIELDS.filter((other) => other !== field).map((other) => ({
      key: other,
      label: t('Move to {{field}}', { field: t(FIELD_NAMES[other]) }),
      onClick: () => onMove(other),
    })),
    { type: 'divider' },
    { key: 'remove', label: t('Remove'), onClick: onRemove },
  ];
  const onKeyDown = (event: KeyboardEvent) => {
    // The menu has keys of its own.
    if (open || event.target !== name.current) return;
    if (event.key === 'Enter' || event.key === ' ') setOpen(true);
    else if (event.key === 'Delete' || event.key === 'Backspace') onRemove();
    else if (event.key === 'ArrowLeft') onStep(-1);
    else if (event.key === 'ArrowRight') onStep(1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Tooltip
      title={valid ? formatAddress(entry) : t('This is not a valid address. Click to correct it.')}
      open={open ? false : undefined}
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
}
