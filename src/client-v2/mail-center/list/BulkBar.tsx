import {
  ClockCircleOutlined,
  CloseOutlined,
  ContainerOutlined,
  DatabaseOutlined,
  DeleteOutlined,
  MailOutlined,
  ReadOutlined,
  FlagFilled,
  FlagOutlined,
  SafetyOutlined,
  StopOutlined,
  TagOutlined,
} from '@ant-design/icons';
import { useLanguage } from '../../components/shared/useLanguage';
import { Button, Checkbox, Flex, theme, Tooltip, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { FolderRole, FolderView } from '../../../common';
import type { MessageRow } from '../../api';
import type { Filing } from '../../components';
import type { Flags } from '../data/carry-out';
import { useT } from '../../locale';
import { BULK_BUTTON, MoveSelectedMenu } from './MoveSelectedMenu';

export interface Total {
  count: number;
  /** Whether the count is exact; otherwise there are at least this many. */
  exact: boolean;
}

export interface BulkBarProps {
  rows: MessageRow[];
  allSelected: boolean;
  /** The total if not all are listed, so that “all” isn't taken for more than it is. */
  total: Total | null;
  /** Set if all of them are selected, rather than only the listed ones. */
  everything: Total | null;
  folders: FolderView[];
  folder: string | null;
  onAll(): void;
  onClear(): void;
  onFlag(flags: Flags): void;
  onMove(folder: FolderView): void;
  onLabel(): void;
  /** Undefined if none of them can be snoozed. */
  onSnooze: (() => void) | undefined;
  onLink(): void;
  /** The folder's role. */
  role: FolderRole | undefined;
  onFile(as: Filing): void;
  onRemove(): void;
}

/** The actions on the selected messages, shown instead of the list's head. */
export function BulkBar(props: BulkBarProps) {
  const { rows, allSelected, total, everything } = props;
  const t = useT();
  const language = useLanguage();
  const { token } = theme.useToken();
  const anyUnread = rows.some(({ seen }) => !seen);
  const anyUnflagged = rows.some(({ flagged }) => !flagged);
  const number = (value: number) => new Intl.NumberFormat(language).format(value);
  const totalText = ({ count, exact }: Total) => number(count) + (exact ? '' : '+');
  const values = total && !everything && { count: number(rows.length), total: totalText(total) };
  const label = values
    ? t('{{count}} of {{total}} selected', values)
    : t('{{count}} selected', { count: everything ? totalText(everything) : rows.length });
  return (
    <Flex align="center" style={{ minHeight: 40 }} role="toolbar" aria-label={t('Chosen mails')}>
      <Checkbox
        checked={allSelected}
        indeterminate={!allSelected}
        onChange={allSelected ? props.onClear : props.onAll}
        aria-label={t('Select all')}
        style={{ marginInline: token.marginXS }}
      />
      <Typography.Text strong ellipsis title={label} style={{ flex: 1 }} data-testid="mail-bulk-count">
        {values ? t('{{count}} of {{total}}', values) : label}
      </Typography.Text>
      {anyUnread
        ? action(t('Mark as read'), <ReadOutlined />, () => props.onFlag({ seen: true }), 'read')
        : action(t('Mark as unread'), <MailOutlined />, () => props.onFlag({ seen: false }), 'unread')}
      {anyUnflagged
        ? action(t('Flag'), <FlagOutlined />, () => props.onFlag({ flagged: true }), 'flag')
        : action(t('Remove flag'), <FlagFilled />, () => props.onFlag({ flagged: false }), 'unflag')}
      <MoveSelectedMenu folders={props.folders} current={props.folder} onMove={props.onMove} />
      {action(t('Label…'), <TagOutlined />, props.onLabel, 'label')}
      {props.onSnooze && action(t('Snooze…'), <ClockCircleOutlined />, props.onSnooze, 'snooze')}
      {!everything && action(t('Link to record…'), <DatabaseOutlined />, props.onLink, 'link')}
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
        style={{ width: BULK_BUTTON }}
        data-testid={`mail-bulk-${name}`}
      />
    </Tooltip>
  );
}
