import type { MenuProps } from 'antd';
import type { AccountView, FolderView, Id } from '../../../common';
import { useT } from '../../locale';
import { countOf } from './count-of';
import { FolderItem } from './FolderItem';
import { FolderTree } from './FolderTree';
import { folderName, ROLE_ICONS } from './roles';

export interface FavouritesProps {
  ids: readonly string[];
  accounts: AccountView[];
  folders: ReadonlyMap<string, FolderView[]>;
  active: string | null;
  onOpen(folder: Id): void;
  onDropMails(folder: FolderView): void;
  menuOf(folder: FolderView, account: AccountView, list: FolderView[]): MenuProps['items'];
}

/** The folders the user wants at hand. Renders nothing if there are none. */
export function Favourites({ ids, accounts, folders, active, onOpen, onDropMails, menuOf }: FavouritesProps) {
  const t = useT();
  const all = [...folders.values()].flat();
  const shown = ids.flatMap(
    (id) => all.find((each) => String(each.id) === id && each.selectable && !each.leftOut) ?? [],
  );
  if (shown.length === 0) return null;
  return (
    <FolderTree
      label={t('Favorites')}
      ids={shown.map(({ id }) => String(id))}
      active={shown.some(({ id }) => String(id) === active) ? active : null}
    >
      {shown.map((folder) => {
        const account = accounts.find(({ id }) => String(id) === String(folder.accountId));
        const whose = accounts.length > 1 ? account?.address : undefined;
        return (
          <FolderItem
            key={folder.id}
            id={String(folder.id)}
            icon={ROLE_ICONS[folder.role]}
            name={[folderName(folder, t), whose].filter(Boolean).join(' · ')}
            {...countOf(folder, t)}
            active={active === String(folder.id)}
            onOpen={() => onOpen(folder.id)}
            onDropMails={() => onDropMails(folder)}
            menu={account && menuOf(folder, account, folders.get(String(account.id)) ?? [])}
            testId="mail-favourite"
          />
        );
      })}
    </FolderTree>
  );
}
