import { useCallback, useEffect, useMemo, useState } from 'react';
import type { AccountView, FolderView, Id } from '../../../common';
import { useAnswers } from '../../answers';
import { useMailApi } from '../../api';
import { useMailChanges } from '../../live';

export interface Mailbox {
  /** Undefined until loaded. */
  accounts: AccountView[] | undefined;
  /** Folders by account id. An account's folders are missing until loaded. */
  folders: ReadonlyMap<string, FolderView[]>;
  /** Why the accounts couldn't be loaded, as long as there are none to show. */
  failure: unknown;
  refresh(): Promise<void>;
}

/** Loads the signed-in user's accounts and folders, and keeps them up to date with hints. */
export function useMailbox(): Mailbox {
  const api = useMailApi();
  const [accounts, setAccounts] = useState<AccountView[]>();
  const [folders, setFolders] = useState<ReadonlyMap<string, FolderView[]>>(new Map());
  const [failure, setFailure] = useState<unknown>();
  const answers = useAnswers(api);

  const readFolders = useCallback(
    (accountId: Id) =>
      answers.take(
        () => api.folders(accountId),
        (list) => setFolders((current) => new Map(current).set(String(accountId), list)),
        { lane: `folders of ${accountId}` },
      ),
    [answers, api],
  );
  const readAccounts = useCallback(async () => {
    let list: AccountView[] = [];
    await answers.take(async () => (list = await api.accounts()), setAccounts, { lane: 'accounts' });
    return list;
  }, [answers, api]);
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
    // If this fails, what is shown stays, and the next poll tries again.
    void Promise.allSettled(reads);
  });
  // Folders of a removed account may still arrive.
  const own = useMemo(() => {
    const ids = new Set(accounts?.map(({ id }) => String(id)));
    return new Map([...folders].filter(([id]) => ids.has(id)));
  }, [accounts, folders]);
  return { accounts, folders: own, failure: accounts ? undefined : failure, refresh };
}
