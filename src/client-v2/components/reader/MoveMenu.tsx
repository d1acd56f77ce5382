import { Dropdown, Spin, Tooltip, type MenuProps } from 'antd';
import { useState, type ReactElement } from 'react';
import type { FolderView } from '../../../common';
import { useAnswers } from '../../answers';
import { useErrorText, useT } from '../../locale';
import { folderTree, type FolderNode } from '../../mail-center/folders/folder-tree';
import { folderName, ROLE_ICONS } from '../../mail-center/folders/roles';
import { useLanguage } from '../shared/useLanguage';
import type { ActedOn, MessageActions } from './useMessageActions';

/** A menu of the folders a message can be moved to, loaded when it opens. */
export function MoveMenu(props: { message: ActedOn; actions: MessageActions; children: ReactElement }) {
  const { message, actions, children } = props;
  const t = useT();
  const errorText = useErrorText();
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const [folders, setFolders] = useState<FolderView[] | null>(null);
  const [error, setError] = useState<unknown>(null);

  const answers = useAnswers(message.id);
  const show = (next: boolean) => {
    setOpen(next);
    if (!next) return;
    setFolders(null);
    setError(null);
    void answers.take(() => actions.folders(), setFolders, { fail: setError });
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

/** Flattens the tree, with each folder below its parent. */
const inOrder = (nodes: FolderNode[], depth = 0): Array<{ folder: FolderView; depth: number }> =>
  nodes.flatMap(({ folder, children }) => [{ folder, depth }, ...inOrder(children, depth + 1)]);
