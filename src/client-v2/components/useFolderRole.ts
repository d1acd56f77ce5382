import { useEffect, useState } from 'react';
import type { FolderRole, MessageView } from '../../common';
import { useMailApi } from '../api';

/** What the folder of a mail is for; null until that is known. */
export function useFolderRole(
  message: Pick<MessageView, 'accountId' | 'folderId'> | undefined,
): FolderRole | null {
  const api = useMailApi();
  const [role, setRole] = useState<FolderRole | null>(null);
  const { accountId, folderId } = message ?? {};
  useEffect(() => {
    setRole(null);
    if (accountId === undefined) return;
    let stale = false;
    api.folders(accountId).then(
      (folders) => {
        const found = folders.find(({ id }) => String(id) === String(folderId));
        if (!stale) setRole(found?.role ?? null);
      },
      // Without it the toolbar offers what suits most mails.
      () => undefined,
    );
    return () => {
      stale = true;
    };
  }, [api, accountId, folderId]);
  return role;
}
