import { ArrowDownOutlined, ArrowUpOutlined, EditOutlined } from '@ant-design/icons';
import { cx } from '@emotion/css';
import type { MessageRow } from '../../api';
import { useDateFormat } from '../../date-format';
import { useT } from '../../locale';
import { peopleOf } from '../../mail-center/list/people';
import { RowLabels } from '../../mail-center/list/RowLabels';
import { RowMarks } from '../../mail-center/list/RowText';

export interface RecordMailRowProps {
  row: MessageRow;
  /** The user's own addresses. */
  own: readonly string[];
  /** Whether the user wrote it. */
  outgoing: boolean;
  active: boolean;
  /** The name of its folder, if it's of interest. */
  folder?: string;
  /** The address of its mailbox, if there are several. */
  account?: string;
  colour?: string;
  onOpen(): void;
}

/** A message or a conversation of a record. */
export function RecordMailRow({ row, outgoing, folder, account, ...props }: RecordMailRowProps) {
  const t = useT();
  const format = useDateFormat();
  const { label } = peopleOf(row, outgoing, props.own, t);
  const direction = row.draft ? t('Draft') : outgoing ? t('Sent') : t('Received');
  const Icon = row.draft ? EditOutlined : outgoing ? ArrowUpOutlined : ArrowDownOutlined;
  const total = row.conversation?.total ?? 1;
  return (
    <li>
      <button
        type="button"
        className={cx('record-mail', !row.seen && 'unread', props.active && 'active')}
        onClick={props.onOpen}
        data-row={row.id}
        data-testid="mail-record-row"
      >
        <span className={cx('direction', outgoing && 'out')} title={direction}>
          <Icon aria-hidden />
          <span className="unseen">{direction}</span>
        </span>
        <span className="people">
          {!row.seen && <span className="unseen">{t('Unread')}</span>}
          <bdi className="cut" title={label}>
            {label}
          </bdi>
          {total > 1 && (
            <span className="small" title={t('{{count}} messages', { count: total })}>
              {total}
            </span>
          )}
        </span>
        <span className="about">
          <span className="cut">
            <bdi className="subject">{row.subject || t('(no subject)')}</bdi>
            {row.preview && (
              <bdi className="preview">
                {' – '}
                {row.preview}
              </bdi>
            )}
          </span>
          <RowLabels ids={row.labels} />
        </span>
        <span className="facts">
          <RowMarks row={row} />
          {folder && <span className="chip cut">{folder}</span>}
          {account && (
            <span
              className="chip cut"
              title={account}
              style={{ borderInlineStart: `3px solid ${props.colour}` }}
              data-testid="mail-record-account"
            >
              {account}
            </span>
          )}
          <time dateTime={row.receivedAt} title={format.full(row.receivedAt)}>
            {format.short(row.receivedAt)}
          </time>
        </span>
      </button>
    </li>
  );
}
