import { PaperClipOutlined } from '@ant-design/icons';
import { css, cx } from '@emotion/css';
import { theme } from 'antd';
import { useDateFormat } from '../../date-format';
import { useT } from '../../locale';
import { SenderAvatar } from '../../mail-center/list/SenderAvatar';
import { Marked } from '../hits/Marked';
import { displayName } from '../../../common';
import { ConversationMarks, type ConversationMarksProps } from './ConversationMarks';

/** A message of a conversation as a single line. */
export function FoldedMessage({ row, folder, onToggle }: ConversationMarksProps & { onToggle(): void }) {
  const t = useT();
  const { token } = theme.useToken();
  const format = useDateFormat();
  const name = displayName({ name: row.fromName, address: row.fromAddress }) || t('(no sender)');
  const line = css`
    display: flex;
    align-items: center;
    gap: ${token.marginSM}px;
    width: 100%;
    padding: ${token.paddingXS}px 0;
    border: 0;
    background: none;
    color: ${token.colorText};
    font: inherit;
    text-align: start;
    cursor: pointer;
    &:hover,
    &:focus-visible {
      background: ${token.colorFillTertiary};
    }
    & .name {
      flex: none;
      max-width: 32%;
    }
    & .preview {
      flex: 1;
      min-width: 0;
      color: ${token.colorTextSecondary};
    }
    & .name,
    & .preview {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    &.unread .name,
    &.unread time {
      font-weight: ${token.fontWeightStrong};
    }
    & time {
      flex: none;
      color: ${token.colorTextSecondary};
    }
  `;
  return (
    <button
      type="button"
      className={cx(line, !row.seen && 'unread')}
      aria-expanded={false}
      onClick={onToggle}
    >
      <SenderAvatar name={row.fromName} address={row.fromAddress} size={28} />
      <bdi className="name">
        <Marked text={name} place="from" />
      </bdi>
      <span className="preview" dir="auto">
        <Marked text={row.preview ?? ''} place="text" />
      </span>
      <ConversationMarks row={row} folder={folder} />
      {row.hasAttachments && <PaperClipOutlined aria-label={t('Attachments')} />}
      <time dateTime={row.receivedAt} title={format.full(row.receivedAt)}>
        {format.short(row.receivedAt)}
      </time>
    </button>
  );
}
