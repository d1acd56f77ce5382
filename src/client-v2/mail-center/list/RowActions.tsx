import {
  ClockCircleOutlined,
  ContainerOutlined,
  DeleteOutlined,
  FlagFilled,
  FlagOutlined,
  MailOutlined,
  ReadOutlined,
} from '@ant-design/icons';
import type { MouseEvent, ReactNode } from 'react';
import type { MessageRow } from '../../api';
import { useT } from '../../locale';

export interface RowActionHandlers {
  flag(row: MessageRow): void;
  read(row: MessageRow): void;
  /** Only offered if it isn't in the archive already. */
  archive(row: MessageRow): void;
  /** Only offered for messages that can be snoozed. */
  snooze(row: MessageRow): void;
  remove(row: MessageRow): void;
}

export interface RowActionsProps {
  row: MessageRow;
  canArchive: boolean;
  canSnooze: boolean;
  handlers: RowActionHandlers;
}

/** Buttons shown over a row's date while the mouse is on the row. Shortcuts and the menu do the same. */
export function RowActions({ row, canArchive, canSnooze, handlers }: RowActionsProps) {
  const t = useT();
  const action = (label: string, icon: ReactNode, act: (row: MessageRow) => void) => (
    <button
      type="button"
      tabIndex={-1}
      title={label}
      aria-label={label}
      onClick={(event: MouseEvent) => {
        event.stopPropagation();
        act(row);
      }}
    >
      {icon}
    </button>
  );
  return (
    <span role="gridcell" className="actions" data-testid="mail-row-actions">
      {canArchive && action(t('Move to the archive'), <ContainerOutlined aria-hidden />, handlers.archive)}
      {canSnooze && action(t('Snooze…'), <ClockCircleOutlined aria-hidden />, handlers.snooze)}
      {action(t('Delete'), <DeleteOutlined aria-hidden />, handlers.remove)}
      {row.seen
        ? action(t('Mark as unread'), <MailOutlined aria-hidden />, handlers.read)
        : action(t('Mark as read'), <ReadOutlined aria-hidden />, handlers.read)}
      {row.flagged
        ? action(t('Remove flag'), <FlagFilled aria-hidden />, handlers.flag)
        : action(t('Flag'), <FlagOutlined aria-hidden />, handlers.flag)}
    </span>
  );
}
