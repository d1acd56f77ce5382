import {
  ClearOutlined,
  DeleteOutlined,
  EditOutlined,
  FolderAddOutlined,
  ReadOutlined,
} from '@ant-design/icons';
import { App, type MenuProps } from 'antd';
import { useState, type ReactNode } from 'react';
import { canBeEmptied, folderDeletion, type AccountView, type FolderView } from '../../../common';
import { useMailApi } from '../../api';
import { needsConfirmation } from '../../api-error';
import { confirmDeletion } from '../../components';
import { useErrorText, useT } from '../../locale';
import { FolderNameDialog } from './FolderNameDialog';
import { folderName } from './roles';

type Asked =
  { kind: 'create'; account: AccountView; parent?: FolderView } | { kind: 'rename'; folder: FolderView };

export interface FolderActions {
  /** Items of a folder's menu. */
  menuOf(folder: FolderView, account: AccountView, folders: FolderView[]): MenuProps['items'];
  createIn(account: AccountView): void;
  dialog: ReactNode;
}

/** The actions on folders. Those that can't be undone ask first. */
export function useFolderActions(onChanged: () => void): FolderActions {
  const api = useMailApi();
  const t = useT();
  const errorText = useErrorText();
  const { message: toast, modal } = App.useApp();
  const [asked, setAsked] = useState<Asked | null>(null);

  const run = async (work: () => Promise<unknown>) => {
    try {
      await work();
      onChanged();
    } catch (error) {
      toast.error(errorText(error));
    }
  };
  const confirm = (title: string, content: string, okText: string, work: () => Promise<unknown>) =>
    void modal.confirm({
      ...{ title, content, okText },
      okButtonProps: { danger: true },
      cancelText: t('Cancel'),
      autoFocusButton: 'cancel',
      onOk: () => run(work),
    });
  const empty = async (folder: FolderView) => {
    const content = t('“{{folder}}” is emptied, here and on the mail server. This cannot be undone.', {
      folder: folderName(folder, t),
    });
    if (await confirmDeletion(modal, t, folder.total, content)) await run(() => api.emptyFolder(folder.id));
  };
  /**
   * The page may not know yet that a folder was moved to the trash. The server does, and then requires confirmation.
   */
  const removeFolder = async (folder: FolderView, permanently: boolean) => {
    try {
      await api.removeFolder(folder.id, permanently);
    } catch (error) {
      if (!needsConfirmation(error)) throw error;
      remove(folder, true);
    }
  };
  const remove = (folder: FolderView, permanently: boolean) =>
    confirm(
      t('Delete the folder “{{folder}}”?', { folder: folder.name }),
      permanently
        ? t('Its {{count}} messages and all folders in it are deleted permanently. This cannot be undone.', {
            count: folder.total,
          })
        : t('It goes to the trash, with its {{count}} messages and all folders in it.', {
            count: folder.total,
          }),
      permanently ? t('Delete permanently') : t('Move to the trash'),
      () => removeFolder(folder, permanently),
    );

  const menuOf: FolderActions['menuOf'] = (folder, account, folders) => {
    const own = folder.role === 'other';
    const permanently = folderDeletion(folder, folders) === 'permanent';
    const items: NonNullable<MenuProps['items']> = [];
    if (folder.selectable && folder.unread > 0)
      items.push({
        key: 'read',
        icon: <ReadOutlined />,
        label: t('Mark all as read'),
        onClick: () => void run(() => api.markFolderRead(folder.id)),
      });
    if ((own && !permanently) || folder.role === 'inbox' || folder.role === 'archive')
      items.push({
        key: 'create',
        icon: <FolderAddOutlined />,
        label: t('New folder inside…'),
        onClick: () => setAsked({ kind: 'create', account, parent: folder }),
      });
    if (own)
      items.push(
        {
          key: 'rename',
          icon: <EditOutlined />,
          label: t('Rename…'),
          onClick: () => setAsked({ kind: 'rename', folder }),
        },
        {
          key: 'remove',
          icon: <DeleteOutlined />,
          label: t('Delete folder…'),
          danger: true,
          onClick: () => remove(folder, permanently),
        },
      );
    if (canBeEmptied(folder.role) && folder.total > 0)
      items.push({
        key: 'empty',
        icon: <ClearOutlined />,
        label: folder.role === 'trash' ? t('Empty the trash…') : t('Empty junk…'),
        danger: true,
        onClick: () => void empty(folder),
      });
    return items;
  };

  const dialog = asked && (
    <FolderNameDialog
      title={asked.kind === 'create' ? t('New folder') : t('Rename the folder')}
      okText={asked.kind === 'create' ? t('Create') : t('Rename')}
      initial={asked.kind === 'create' ? '' : asked.folder.name}
      onClose={() => setAsked(null)}
      onSave={async (name) => {
        if (asked.kind === 'rename') await api.renameFolder(asked.folder.id, name);
        else await api.createFolder({ accountId: asked.account.id, parentId: asked.parent?.id, name });
        onChanged();
      }}
    />
  );
  return { menuOf, createIn: (account) => setAsked({ kind: 'create', account }), dialog };
}
