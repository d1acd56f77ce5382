import {
  CloseOutlined,
  ContainerOutlined,
  DeleteOutlined,
  MailOutlined,
  ReadOutlined,
  FlagFilled,
  FlagOutlined,
  SafetyOutlined,
  StopOutlined,
} from '@ant-design/icons';
import { Button, Checkbox, Flex, theme, Tooltip, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { FolderRole, FolderView } from '../../../common';
import type { MessageRow } from '../../api';
import type { Filing } from '../../components';
import { useT } from '../../locale';
import { MoveMenu } from './MoveMenu';

export interface BulkBarProps {
  rows: MessageRow[];
  allSelected: boolean;
  folders: FolderView[];
  folder: string | null;
  onAll(): void;
  onClear(): void;
  onFlag(flags: { seen?: boolean; flagged?: boolean }): void;
  onMove(folder: FolderView): void;
  /** What the folder is for. */
  role: FolderRole | undefined;
  onFile(as: Filing): void;
  onRemove(): void;
}

/** What can be done with the chosen mails, in place of the list's head. */
export function BulkBar(props: BulkBarProps) {
  const { rows, allSelected } = props;
  const t = useT();
  const { token } = theme.useToken();
  const anyUnread = rows.some(({ seen }) => !seen);
  const anyUnflagged = rows.some(({ flagged }) => !flagged);
  return (
    <Flex align="center" style={{ minHeight: 40 }} role="toolbar" aria-label={t('Chosen mails')}>
      <Checkbox
        checked={allSelected}
        indeterminate={!allSelected}
        onChange={allSelected ? props.onClear : props.onAll}
        aria-label={t('Select all')}
        style={{ marginInline: token.marginXS }}
      />
      <Typography.Text strong style={{ flex: 1 }} ellipsis>
        {t('{{count}} selected', { count: rows.length })}
      </Typography.Text>
      {anyUnread
        ? action(t('Mark as read'), <ReadOutlined />, () => props.onFlag({ seen: true }), 'read')
        : action(t('Mark as unread'), <MailOutlined />, () => props.onFlag({ seen: false }), 'unread')}
      {anyUnflagged
        ? action(t('Flag'), <FlagOutlined />, () => props.onFlag({ flagged: true }), 'flag')
        : action(t('Remove flag'), <FlagFilled />, () => props.onFlag({ flagged: false }), 'unflag')}
      <MoveMenu folders={props.folders} current={props.folder} onMove={props.onMove} />
      {props.role !== 'archive' &&
        action(t('Move to the archive'), <ContainerOutlined />, () => props.onFile('archive'), 'archive')}
      {props.role === 'junk'
        ? action(t('Not spam'), <SafetyOutlined />, () => props.onFile('notSpam'), 'not-spam')
        : action(t('Mark as spam'), <StopOutlined />, () => props.onFile('spam'), 'spam')}
      {action(t('Delete'), <DeleteOutlined />, props.onRemove, 'delete')}
      {action(t('Clear selection'), <CloseOutlined />, props.onClear, 'clear')}
    </Flex>
  );
}

function action(label: string, icon: ReactNode, onClick: () => void, name: string) {
  return (
    <Tooltip title={label}>
      <Button
        type="text"
        icon={icon}
        aria-label={label}
        onClick={onClick}
        data-testid={`mail-bulk-${name}`}
      />
    </Tooltip>
  );
}
