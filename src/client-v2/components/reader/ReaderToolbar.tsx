import {
  ClockCircleOutlined,
  CloseOutlined,
  ContainerOutlined,
  DeleteOutlined,
  EditOutlined,
  FileTextOutlined,
  FlagFilled,
  FlagOutlined,
  FolderOutlined,
  MailOutlined,
  SafetyOutlined,
  StopOutlined,
} from '@ant-design/icons';
import { css } from '@emotion/css';
import { Button, Divider, Flex, theme, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { isSnoozable, isSnoozed } from '../../../common';
import { useT } from '../../locale';
import type { AnswerKind } from '../composer/useAnswer';
import { LabelButton } from '../labels/LabelButton';
import type { MessageLabels } from '../labels/useMessageLabels';
import { LinkButton } from '../records/LinkButton';
import { ForwardIcon, ReplyAllIcon, ReplyIcon } from '../shared/mail-icons';
import { MoveMenu } from './MoveMenu';
import { useFolderRole } from './useFolderRole';
import type { ActedOn, MessageActions } from './useMessageActions';

/** Width of a button in a narrow pane, in pixels. */
const NARROW_BUTTON = 27;

interface Props {
  /** The message, or the one that represents its conversation. */
  message: ActedOn;
  actions: MessageActions;
  labels: MessageLabels;
  /** Begins a note. */
  onNote(): void;
  /** Whether the message stands for its conversation. */
  whole?: boolean;
  onAnswer(kind: AnswerKind): void;
  /** Continues a draft, which can't be answered. */
  onContinue?(): void;
  onMarkUnread(): void;
  /** Further actions. */
  menu?: ReactNode;
  onClose?(): void;
}

/** The actions on a message. In a narrow pane only the icons are shown, with their names as tooltips. */
export function ReaderToolbar({
  message,
  actions,
  labels,
  onNote,
  whole = false,
  onAnswer,
  onContinue,
  onMarkUnread,
  menu,
  onClose,
}: Props) {
  const { token } = theme.useToken();
  const t = useT();
  const role = useFolderRole(message);
  const bar = css`
    position: sticky;
    top: 0;
    z-index: 1;
    flex-wrap: wrap;
    padding: ${token.paddingXS}px;
    border-bottom: 1px solid ${token.colorBorderSecondary};
    background: ${token.colorBgContainer};
    @container (max-width: 620px) {
      & .mail-label {
        display: none;
      }
    }
    @container (max-width: 480px) {
      & .mail-link,
      & .ant-divider {
        display: none;
      }
      /* All of them fit into one line of a phone. */
      gap: 0 !important;
      & .ant-btn {
        width: ${NARROW_BUTTON}px !important;
        padding-inline: 0 !important;
      }
    }
  `;
  return (
    <Flex className={bar} align="center" gap={token.marginXXS} role="toolbar" aria-label={t('Mail actions')}>
      {onContinue ? (
        <Action label={t('Continue writing')} icon={<EditOutlined />} onClick={onContinue} labelled />
      ) : (
        <>
          <Action label={t('Reply')} icon={<ReplyIcon />} onClick={() => onAnswer('reply')} labelled />
          <Action
            label={t('Reply all')}
            icon={<ReplyAllIcon />}
            onClick={() => onAnswer('replyAll')}
            labelled
          />
          <Action label={t('Forward')} icon={<ForwardIcon />} onClick={() => onAnswer('forward')} labelled />
        </>
      )}
      <Divider type="vertical" style={{ marginInline: token.marginXXS }} />
      <Action
        label={message.flagged ? t('Remove flag') : t('Flag')}
        icon={message.flagged ? <FlagFilled style={{ color: token.colorError }} /> : <FlagOutlined />}
        onClick={() => void actions.flag({ flagged: !message.flagged })}
      />
      <Action label={t('Mark as unread')} icon={<MailOutlined />} onClick={onMarkUnread} />
      {role !== 'archive' && (
        <Action
          label={t('Move to the archive')}
          icon={<ContainerOutlined />}
          onClick={() => void actions.file('archive')}
        />
      )}
      {role === 'junk' ? (
        <Action
          label={t('Not spam')}
          icon={<SafetyOutlined />}
          onClick={() => void actions.file('notSpam')}
        />
      ) : (
        <Action label={t('Mark as spam')} icon={<StopOutlined />} onClick={() => void actions.file('spam')} />
      )}
      <MoveMenu message={message} actions={actions}>
        <Button type="text" aria-label={t('Move to folder')} icon={<FolderOutlined />} />
      </MoveMenu>
      <LabelButton labels={labels} />
      <Action label={t('Write a note')} icon={<FileTextOutlined />} onClick={onNote} />
      {(isSnoozable(role) || isSnoozed(message)) && (
        <Action label={t('Snooze…')} icon={<ClockCircleOutlined />} onClick={() => void actions.snooze()} />
      )}
      <LinkButton id={message.id} whole={whole} />
      <Action label={t('Delete')} icon={<DeleteOutlined />} onClick={() => void actions.remove()} />
      {menu}
      {onClose && (
        <span className="mail-close" style={{ marginInlineStart: 'auto' }}>
          <Action label={t('Close')} icon={<CloseOutlined />} onClick={onClose} />
        </span>
      )}
    </Flex>
  );
}

function Action(props: { label: string; icon: ReactNode; onClick(): void; labelled?: boolean }) {
  return (
    <Tooltip title={props.labelled ? undefined : props.label}>
      <Button
        type="text"
        icon={props.icon}
        onClick={props.onClick}
        aria-label={props.label}
        title={props.labelled ? props.label : undefined}
      >
        {props.labelled ? <span className="mail-label">{props.label}</span> : null}
      </Button>
    </Tooltip>
  );
}
