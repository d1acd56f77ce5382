import { FlagFilled, FlagOutlined, PaperClipOutlined, RollbackOutlined } from '@ant-design/icons';
import { Checkbox, theme } from 'antd';
import { cx } from '@emotion/css';
import { memo, type MouseEvent } from 'react';
import type { MessageRow } from '../../api';
import { useDateFormat } from '../../date-format';
import { useT, type Translate } from '../../locale';
import { SenderAvatar } from './SenderAvatar';

export interface RowHandlers {
  open(row: MessageRow): void;
  /** `range`: all from the last chosen one to here. */
  select(row: MessageRow, range: boolean): void;
  flag(row: MessageRow): void;
  dragStart(row: MessageRow): void;
}

export interface MessageRowItemProps {
  row: MessageRow;
  /** In Sent and Drafts the others are the recipients. */
  outgoing: boolean;
  active: boolean;
  focused: boolean;
  selected: boolean;
  /** Where it lies; only in lists of more than one folder. */
  folder?: string;
  handlers: RowHandlers;
}

/** One mail of the list. */
export const MessageRowItem = memo(function MessageRowItem(props: MessageRowItemProps) {
  const { row, outgoing, active, focused, selected, folder, handlers } = props;
  const t = useT();
  const format = useDateFormat();
  const { token } = theme.useToken();
  const person = correspondent(row, outgoing, t);
  const subject = row.subject || t('(no subject)');

  const click = (event: MouseEvent) => {
    if (event.shiftKey || event.ctrlKey || event.metaKey) handlers.select(row, event.shiftKey);
    else handlers.open(row);
  };
  return (
    <div
      className={cx(
        'mail-row',
        active && 'active',
        focused && 'focused',
        selected && 'selected',
        !row.seen && 'unread',
      )}
      role="option"
      aria-selected={active || selected}
      aria-label={[row.seen ? '' : t('Unread'), person.label, subject, folder, format.full(row.receivedAt)]
        .filter(Boolean)
        .join(', ')}
      id={`mail-row-${row.id}`}
      data-testid="mail-row"
      draggable
      onDragStart={() => handlers.dragStart(row)}
      onClick={click}
    >
      <span className="who" onClick={(event) => event.stopPropagation()}>
        <span className="avatar">
          <SenderAvatar name={person.name} address={person.address} />
        </span>
        <Checkbox
          checked={selected}
          aria-label={t('Select')}
          onChange={(event) =>
            handlers.select(row, event.nativeEvent instanceof PointerEvent && event.nativeEvent.shiftKey)
          }
        />
      </span>
      <span className="text">
        <span className="line">
          <span className="from" dir="auto">
            {person.label}
          </span>
          {row.answered && (
            <RollbackOutlined className="mark" aria-label={t('Answered')} title={t('Answered')} />
          )}
          {row.hasAttachments && (
            <PaperClipOutlined className="mark" aria-label={t('Attachments')} title={t('Attachments')} />
          )}
          <time className="date" dateTime={row.receivedAt} title={format.full(row.receivedAt)}>
            {format.short(row.receivedAt)}
          </time>
        </span>
        <span className="line">
          <span className="subject" dir="auto">
            {subject}
          </span>
          <button
            type="button"
            className={cx('flag', row.flagged && 'on')}
            aria-pressed={row.flagged}
            aria-label={row.flagged ? t('Remove flag') : t('Flag')}
            onClick={(event) => {
              event.stopPropagation();
              handlers.flag(row);
            }}
          >
            {row.flagged ? <FlagFilled style={{ color: token.colorError }} /> : <FlagOutlined />}
          </button>
        </span>
        <span className="line">
          <span className="preview" dir="auto">
            {row.preview || ' '}
          </span>
          {folder && (
            <span className="folder" dir="auto" title={folder} data-testid="mail-row-folder">
              {folder}
            </span>
          )}
        </span>
      </span>
    </div>
  );
});

/** Whom a mail is from, or to, as a list shows it. */
function correspondent(row: MessageRow, outgoing: boolean, t: Translate) {
  if (!outgoing) {
    const label = row.fromName || row.fromAddress || t('(no sender)');
    return { label, name: row.fromName, address: row.fromAddress };
  }
  const names = row.to.map(({ name, address }) => name || address);
  const [first] = row.to;
  return {
    label: names.length > 0 ? names.join(', ') : t('(no recipient)'),
    name: first?.name ?? '',
    address: first?.address ?? '',
  };
}
