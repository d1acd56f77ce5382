import { useEffect, useState } from 'react';
import type { FolderRole, MessageView } from '../../../common';
import { useAnswers } from '../../answers';
import { useMailApi } from '../../api';

/** Returns the role of a message's folder; null until it is known. */
export function useFolderRole(
  message: Pick<MessageView, 'accountId' | 'folderId'> | undefined,
): FolderRole | null {
  const api = useMailApi();
  const [role, setRole] = useState<FolderRole | null>(null);
  const { accountId, folderId } = message ?? {};
  const answers = useAnswers(folderId);
  useEffect(() => {
    setRole(null);
    if (accountId === undefined) return;
    void answers.take(
      () => api.folders(accountId),
      (folders) => setRole(folders.find(({ id }) => String(id) === String(folderId))?.role ?? null),
      // Without the role, the toolbar offers what suits most messages.
      { fail: () => undefined },
    );
  }, [answers, api, accountId, folderId]);
  return role;
}
