import { useEffect, useRef, useState } from 'react';
import type { MessageView } from '../../../common';
import { useAnswers } from '../../answers';
import { useMailApi } from '../../api';
import { useT } from '../../locale';
import { folderName } from '../../mail-center/folders/roles';

/**
 * Returns the name of the folder a message was moved to since it was opened; null if it hasn't been moved.
 */
export function useMovedTo(
  message: Pick<MessageView, 'id' | 'accountId' | 'folderId'> | undefined,
): string | null {
  const api = useMailApi();
  const t = useT();
  const opened = useRef<{ id: string; folderId: string }>();
  const [place, setPlace] = useState<{ folderId: string; name: string } | null>(null);
  const { id, accountId, folderId } = message ?? {};
  const answers = useAnswers(folderId);
  if (id !== undefined && opened.current?.id !== String(id))
    opened.current = { id: String(id), folderId: String(folderId) };
  const moved = folderId !== undefined && opened.current?.folderId !== String(folderId);
  useEffect(() => {
    if (!moved || accountId === undefined) return;
    void answers.take(
      () => api.folders(accountId),
      (folders) => {
        const found = folders.find((folder) => String(folder.id) === String(folderId));
        setPlace(found ? { folderId: String(folderId), name: folderName(found, t) } : null);
      },
      // The next change tries again.
      { fail: () => undefined },
    );
  }, [answers, api, accountId, folderId, moved, t]);
  return moved && place?.folderId === String(folderId) ? place.name : null;
}
