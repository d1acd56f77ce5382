/** What can be done with messages in a table, in the order of the menu: for one row, and for selected ones. */
export const ROW_ACTIONS = ['reply', 'replyAll', 'forward'] as const;
export const BULK_ACTIONS = [
  'read',
  'unread',
  'flag',
  'unflag',
  'archive',
  'spam',
  'move',
  'label',
  'remove',
] as const;

export type RowAction = (typeof ROW_ACTIONS)[number];
export type BulkAction = (typeof BULK_ACTIONS)[number];
export type MailAction = RowAction | BulkAction;

interface Look {
  /** A key of the locale files. */
  title: string;
  icon: string;
}

export const ACTION_LOOKS: Record<MailAction, Look> = {
  reply: { title: 'Reply', icon: 'RollbackOutlined' },
  replyAll: { title: 'Reply all', icon: 'EnterOutlined' },
  forward: { title: 'Forward', icon: 'ArrowRightOutlined' },
  read: { title: 'Mark as read', icon: 'CheckOutlined' },
  unread: { title: 'Mark as unread', icon: 'MailOutlined' },
  flag: { title: 'Flag', icon: 'FlagOutlined' },
  unflag: { title: 'Remove flag', icon: 'FlagOutlined' },
  archive: { title: 'Move to the archive', icon: 'ContainerOutlined' },
  spam: { title: 'Mark as spam', icon: 'StopOutlined' },
  move: { title: 'Move to folder', icon: 'FolderOutlined' },
  label: { title: 'Add or remove labels', icon: 'TagOutlined' },
  remove: { title: 'Delete', icon: 'DeleteOutlined' },
};

export const isMailAction = (value: unknown): value is MailAction =>
  typeof value === 'string' && Object.hasOwn(ACTION_LOOKS, value);
