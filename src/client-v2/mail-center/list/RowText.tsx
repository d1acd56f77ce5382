import {
  ClockCircleOutlined,
  FileTextOutlined,
  FlagFilled,
  PaperClipOutlined,
  RollbackOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import { cx } from '@emotion/css';
import { theme } from 'antd';
import { isSnoozed } from '../../../common';
import type { MessageRow } from '../../api';
import { formatSize } from '../../components/attachments/format-size';
import { Marked } from '../../components/hits/Marked';
import { useLanguage } from '../../components/shared/useLanguage';
import { returnText } from '../../components/snooze/snoozed-text';
import { useDateFormat } from '../../date-format';
import { useT } from '../../locale';
import type { ListView } from './list-view';
import { RowLabels } from './RowLabels';

export interface RowTextProps {
  row: MessageRow;
  people: string;
  /** Whether `people` are the recipients. */
  outgoing: boolean;
  /** The name of its folder; only in lists of more than one folder. */
  folder?: string;
  /** The color of its account. */
  colour?: string;
  view: ListView;
  /** Whether to show the size too. */
  withSize: boolean;
  /** Start of the current day, in milliseconds. */
  today: number;
}

/** A row's text: one line if rows are compact; otherwise people, subject and preview below each other. */
export function RowText({ row, people, outgoing, folder, colour, view, withSize, today }: RowTextProps) {
  const t = useT();
  const format = useDateFormat();
  const language = useLanguage();
  const compact = view.density === 'compact';
  const names = (
    <span className={cx('people', compact && 'column')}>
      {!row.seen && <span className="unseen">{t('Unread')}</span>}
      <span className="from" dir="auto">
        <Marked text={people} place={outgoing ? 'to' : 'from'} />
      </span>
      {row.conversation && row.conversation.total > 1 && (
        <span className="count" title={t('{{count}} messages', { count: row.conversation.total })}>
          {row.conversation.total}
        </span>
      )}
    </span>
  );
  const subject = (
    <span className={cx('subject', compact && view.preview > 0 && 'short')} dir="auto">
      {row.subject ? <Marked text={row.subject} place="subject" /> : t('(no subject)')}
    </span>
  );
  const place = folder && (
    <span
      className="folder"
      dir="auto"
      title={folder}
      style={colour === undefined ? undefined : { borderInlineStart: `3px solid ${colour}` }}
      data-testid="mail-row-folder"
    >
      {folder}
    </span>
  );
  const date = (
    <>
      {withSize && <span className="size">{formatSize(row.size, language)}</span>}
      {isSnoozed(row) && row.snoozedUntil != null ? (
        <SnoozedUntil until={row.snoozedUntil} />
      ) : (
        <time className="date" dateTime={row.receivedAt} title={format.full(row.receivedAt)}>
          {format.listed(row.receivedAt, new Date(today))}
        </time>
      )}
    </>
  );
  if (compact)
    return (
      <span role="gridcell" className="text line">
        {names}
        {subject}
        {view.preview > 0 && (
          <span className="snippet" dir="auto">
            <Marked text={row.preview} place="text" />
          </span>
        )}
        <RowLabels ids={row.labels} />
        {place}
        <RowMarks row={row} />
        {date}
      </span>
    );
  return (
    <span role="gridcell" className="text">
      <span className="line">
        {names}
        <RowMarks row={row} />
        {date}
      </span>
      <span className="line">
        {subject}
        <RowLabels ids={row.labels} />
        {view.preview === 0 && place}
      </span>
      {view.preview > 0 && (
        <span className="line">
          <span className="preview" dir="auto">
            {row.preview ? <Marked text={row.preview} place="text" /> : ' '}
          </span>
          {place}
        </span>
      )}
    </span>
  );
}

/** When a snoozed message comes back, in place of its date. */
function SnoozedUntil({ until }: { until: string }) {
  const t = useT();
  const format = useDateFormat();
  const { token } = theme.useToken();
  const time = returnText(format, until);
  return (
    <time
      className="date"
      dateTime={until}
      title={t('Snoozed until {{time}}', { time: format.full(until) })}
      style={{ color: token['orange-8'] }}
      data-testid="mail-row-snoozed"
    >
      <ClockCircleOutlined aria-label={t('Snoozed')} /> {time}
    </time>
  );
}

/** What matters about a message at a glance. */
export function RowMarks({ row }: { row: MessageRow }) {
  const t = useT();
  const { token } = theme.useToken();
  const style = { color: token.colorError };
  const named = (label: string) => ({ className: 'mark', 'aria-label': label, title: label });
  return (
    <>
      {row.bounced && <WarningOutlined {...named(t('Not delivered'))} style={style} />}
      {row.answered && <RollbackOutlined {...named(t('Answered'))} />}
      {(row.hasAttachments || row.conversation?.hasAttachments) && (
        <PaperClipOutlined {...named(t('Attachments'))} />
      )}
      {row.notes !== undefined && row.notes > 0 && (
        <span
          className="mark"
          title={t('{{count}} notes', { count: row.notes })}
          data-testid="mail-row-notes"
        >
          <FileTextOutlined aria-label={t('{{count}} notes', { count: row.notes })} />
          {row.notes > 1 && ` ${row.notes}`}
        </span>
      )}
      {row.flagged && <FlagFilled {...named(t('Flagged'))} style={style} data-testid="mail-row-flagged" />}
    </>
  );
}
