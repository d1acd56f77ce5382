import { useLanguage } from '../../components/shared/useLanguage';
import { App } from 'antd';
import { useCallback } from 'react';
import type { FolderView } from '../../../common';
import { useT } from '../../locale';
import { folderChoices } from './folder-choices';
import { FolderFinder } from './FolderFinder';

/** Asks for the folder to move messages to. Resolves to undefined if cancelled. */
export function useMoveDialog(): (
  folders: FolderView[],
  current: string | null,
) => Promise<FolderView | undefined> {
  const t = useT();
  const language = useLanguage();
  const { modal } = App.useApp();
  return useCallback(
    (folders, current) =>
      new Promise((resolve) => {
        const dialog = modal.confirm({
          icon: null,
          title: t('Move to folder'),
          width: 420,
          footer: null,
          closable: true,
          maskClosable: true,
          autoFocusButton: null,
          afterClose: () => resolve(undefined),
          content: (
            <FolderFinder
              choices={folderChoices(folders, current, t, language)}
              texts={{ label: t('Name of the folder'), nothing: t('No folder matches') }}
              onChoose={({ folder }) => {
                resolve(folder);
                dialog.destroy();
              }}
            />
          ),
        });
      }),
    [modal, t, language],
  );
}
