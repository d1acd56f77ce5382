import {
  ContainerOutlined,
  DeleteOutlined,
  EditOutlined,
  FolderOutlined,
  InboxOutlined,
  SendOutlined,
  StopOutlined,
  ExportOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';
import type { FolderRole, FolderView } from '../../../common';
import type { Translate } from '../../locale';

export const ROLE_ICONS: Record<FolderRole, ComponentType> = {
  inbox: InboxOutlined,
  drafts: EditOutlined,
  sent: SendOutlined,
  archive: ContainerOutlined,
  junk: StopOutlined,
  trash: DeleteOutlined,
  outbox: ExportOutlined,
  other: FolderOutlined,
};

const ROLE_NAMES: Record<Exclude<FolderRole, 'other'>, string> = {
  inbox: 'Inbox',
  drafts: 'Drafts',
  sent: 'Sent',
  archive: 'Archive',
  junk: 'Junk',
  trash: 'Trash',
  outbox: 'Server outbox',
};

/** Returns a folder's name: in the user's language if the folder has a role, otherwise as on the server. */
export function folderName({ role, name }: Pick<FolderView, 'role' | 'name'>, t: Translate): string {
  return role === 'other' ? name : t(ROLE_NAMES[role]);
}
