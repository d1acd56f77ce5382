import { Dropdown, Spin, Tooltip, type MenuProps } from 'antd';
import { useState, type ReactElement } from 'react';
import type { FolderView, MessageView } from '../../common';
import { useErrorText, useT } from '../locale';
import { folderTree, type FolderNode } from '../mail-center/folders/folder-tree';
import { folderName, ROLE_ICONS } from '../mail-center/folders/roles';
import { useLanguage } from './useLanguage';
import type { MessageActions } from './useMessageActions';

/** Folders a mail can go to, read when the menu opens. */
export function MoveMenu(props: { message: MessageView; actions: MessageActions; children: ReactElement }) {
  const { message, actions, children } = props;
  const t = useT();
  const errorText = useErrorText();
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const [folders, setFolders] = useState<FolderView[] | null>(null);
  const [error, setError] = useState<unknown>(null);

  const show = (next: boolean) => {
    setOpen(next);
    if (!next) return;
    setFolders(null);
    setError(null);
    actions.folders().then(setFolders, setError);
  };
  const targets = inOrder(folderTree(folders ?? [], language)).filter(
    ({ folder }) =>
      folder.selectable && folder.role !== 'outbox' && String(folder.id) !== String(message.folderId),
  );
  const items: MenuProps['items'] = error
    ? [{ key: 'error', label: errorText(error), disabled: true }]
    : !folders
      ? [{ key: 'loading', label: <Spin size="small" />, disabled: true }]
      : targets.map(({ folder, depth }) => {
          const Icon = ROLE_ICONS[folder.role];
          const label = <span style={{ paddingInlineStart: depth * 12 }}>{folderName(folder, t)}</span>;
          return { key: String(folder.id), icon: <Icon />, label };
        });

  const choose = (key: string) => {
    const found = targets.find(({ folder }) => String(folder.id) === key);
    if (found) void actions.move({ ...found.folder, name: folderName(found.folder, t) });
  };
  return (
    <Tooltip title={open ? undefined : t('Move to folder')}>
      <Dropdown
        trigger={['click']}
        open={open}
        onOpenChange={show}
        menu={{ items, onClick: ({ key }) => choose(key), style: { maxHeight: 360, overflowY: 'auto' } }}
      >
        {children}
      </Dropdown>
    </Tooltip>
  );
}

/** The tree as a list, each folder below the one it lies in. */
const inOrder = (nodes: FolderNode[], depth = 0): Array<{ folder: FolderView; depth: number }> =>
  nodes.flatMap(({ folder, children }) => [{ folder, depth }, ...inOrder(children, depth + 1)]);
