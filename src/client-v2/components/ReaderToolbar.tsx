import {
  CloseOutlined,
  ContainerOutlined,
  DeleteOutlined,
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
import type { MessageView } from '../../common';
import { useT } from '../locale';
import { openComposer } from './composer-store';
import { ForwardIcon, ReplyAllIcon, ReplyIcon } from './mail-icons';
import { MoveMenu } from './MoveMenu';
import { useFolderRole } from './useFolderRole';
import type { MessageActions } from './useMessageActions';

interface Props {
  message: MessageView;
  actions: MessageActions;
  onMarkUnread(): void;
  onClose?(): void;
}

/** What can be done with the mail. Where the pane is narrow the icons stand alone, with their names as tooltips. */
export function ReaderToolbar({ message, actions, onMarkUnread, onClose }: Props) {
  const { token } = theme.useToken();
  const t = useT();
  const role = useFolderRole(message);
  const compose = (kind: 'reply' | 'replyAll' | 'forward') => () =>
    openComposer({ accountId: message.accountId, source: { message, kind } });
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
  `;
  return (
    <Flex className={bar} align="center" gap={token.marginXXS} role="toolbar" aria-label={t('Mail actions')}>
      <Action label={t('Reply')} icon={<ReplyIcon />} onClick={compose('reply')} labelled />
      <Action label={t('Reply all')} icon={<ReplyAllIcon />} onClick={compose('replyAll')} labelled />
      <Action label={t('Forward')} icon={<ForwardIcon />} onClick={compose('forward')} labelled />
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
      <Action label={t('Delete')} icon={<DeleteOutlined />} onClick={() => void actions.remove()} />
      {onClose && (
        <span style={{ marginInlineStart: 'auto' }}>
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
