import { useCallback, useEffect, useRef, useState } from 'react';
import type { AccountView, FolderView, Id } from '../../../common';
import { useMailApi } from '../../api';
import { useMailChanges } from '../../live';

export interface Mailbox {
  /** Undefined until they are read. */
  accounts: AccountView[] | undefined;
  /** Folders by account id; an account's are missing until they are read. */
  folders: ReadonlyMap<string, FolderView[]>;
  /** Why the accounts could not be read, while there are none to show. */
  failure: unknown;
  refresh(): Promise<void>;
}

/** Accounts and folders of the signed-in user, kept up to date by hints. */
export function useMailbox(): Mailbox {
  const api = useMailApi();
  const [accounts, setAccounts] = useState<AccountView[]>();
  const [folders, setFolders] = useState<ReadonlyMap<string, FolderView[]>>(new Map());
  const [failure, setFailure] = useState<unknown>();
  const turn = useRef(0);

  const readFolders = useCallback(
    async (accountId: Id) => {
      const list = await api.folders(accountId);
      setFolders((current) => new Map(current).set(String(accountId), list));
    },
    [api],
  );
  const readAccounts = useCallback(async () => {
    const mine = ++turn.current;
    const list = await api.accounts();
    // A slower, older answer must not undo a newer one.
    if (mine === turn.current) setAccounts(list);
    return list;
  }, [api]);
  const refresh = useCallback(async () => {
    try {
      const list = await readAccounts();
      await Promise.all(list.map(({ id }) => readFolders(id)));
      setFailure(undefined);
    } catch (error) {
      setFailure(error);
    }
  }, [readAccounts, readFolders]);

  useEffect(() => void refresh(), [refresh]);
  useMailChanges({ what: ['account', 'folders', 'messages'] }, (hint) => {
    if (!hint) return void refresh();
    const counted = hint.what.includes('folders') || hint.what.includes('messages');
    const isNew = !folders.has(String(hint.accountId));
    const reads = [readAccounts(), ...(counted || isNew ? [readFolders(hint.accountId)] : [])];
    // A failed re-read leaves what is shown; the clock tries again.
    void Promise.allSettled(reads);
  });
  return { accounts, folders, failure: accounts ? undefined : failure, refresh };
}
