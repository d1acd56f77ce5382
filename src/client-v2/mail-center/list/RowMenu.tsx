import {
  BellOutlined,
  ClockCircleOutlined,
  ContainerOutlined,
  DatabaseOutlined,
  DeleteOutlined,
  EditOutlined,
  ExportOutlined,
  FlagFilled,
  FlagOutlined,
  FolderOpenOutlined,
  FolderOutlined,
  MailOutlined,
  PaperClipOutlined,
  ReadOutlined,
  RedoOutlined,
  SafetyOutlined,
  StopOutlined,
  TagOutlined,
  UndoOutlined,
} from '@ant-design/icons';
import { Dropdown } from 'antd';
import type { ComponentProps, ComponentType } from 'react';
import { FocusedMenu } from '../../components';
import { ForwardIcon, ReplyAllIcon, ReplyIcon } from '../../components/shared/mail-icons';
import { useT } from '../../locale';
import type { RowCommand } from './row-commands';

/** Label and icon of each command. The labels are keys of the locale files. */
const LOOKS: Record<
  RowCommand,
  [label: string, Icon: ComponentType<Pick<ComponentProps<'span'>, 'aria-hidden'>>]
> = {
  open: ['Open', FolderOpenOutlined],
  edit: ['Edit draft', EditOutlined],
  window: ['Open in a new window', ExportOutlined],
  reply: ['Reply', ReplyIcon],
  replyAll: ['Reply all', ReplyAllIcon],
  forward: ['Forward', ForwardIcon],
  forwardAsFiles: ['Forward as attachment', PaperClipOutlined],
  sendAgain: ['Send again', RedoOutlined],
  read: ['Mark as read', ReadOutlined],
  unread: ['Mark as unread', MailOutlined],
  flag: ['Flag', FlagOutlined],
  unflag: ['Remove flag', FlagFilled],
  archive: ['Move to the archive', ContainerOutlined],
  spam: ['Mark as spam', StopOutlined],
  notSpam: ['Not spam', SafetyOutlined],
  move: ['Move to…', FolderOutlined],
  label: ['Label…', TagOutlined],
  remind: ['Remind me about this…', BellOutlined],
  snooze: ['Snooze…', ClockCircleOutlined],
  unsnooze: ['Unsnooze', UndoOutlined],
  link: ['Link to record…', DatabaseOutlined],
  remove: ['Delete', DeleteOutlined],
};

export interface RowMenuProps {
  /** The position on the screen. */
  at: { x: number; y: number };
  groups: RowCommand[][];
  onCommand(command: RowCommand): void;
  onClose(): void;
}

/** A row's actions, shown where the mouse was pressed or at the end of the row. */
export function RowMenu({ at, groups, onCommand, onClose }: RowMenuProps) {
  const t = useT();
  const items = groups.flatMap((group, index) => [
    ...(index > 0 ? [{ type: 'divider' as const, key: `bar ${index}` }] : []),
    ...group.map((command) => {
      const [label, Icon] = LOOKS[command];
      return { key: command, label: t(label), icon: <Icon aria-hidden />, onClick: () => onCommand(command) };
    }),
  ]);
  return (
    <Dropdown
      open
      trigger={['click']}
      destroyPopupOnHide
      onOpenChange={(open) => !open && onClose()}
      menu={{ items }}
      dropdownRender={(list) => <FocusedMenu>{list}</FocusedMenu>}
      overlayStyle={{ minWidth: 180 }}
    >
      <span style={{ position: 'fixed', left: at.x, top: at.y, width: 1, height: 1 }} />
    </Dropdown>
  );
}
