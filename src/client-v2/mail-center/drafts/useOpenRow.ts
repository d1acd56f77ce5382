import { useCallback } from 'react';
import type { FolderView, Id } from '../../../common';
import type { MessageRow } from '../../api';
import { useContinueDraft } from '../../components';

/**
 * Opens a listed message: in a composer if it's a draft to continue, otherwise in the reader. A conversation is read even
 * if its newest message is a draft.
 */
export function useOpenRow(
  folders: ReadonlyMap<string, readonly FolderView[]>,
  openMessage: (id: Id) => void,
  setCursor: (id: string) => void,
) {
  const continueDraft = useContinueDraft();
  const isDraft = useCallback(
    ({ accountId, folderId, conversation }: MessageRow) => {
      if (conversation && conversation.total > 1) return false;
      const folder = folders.get(String(accountId))?.find(({ id }) => String(id) === String(folderId));
      return folder?.role === 'drafts';
    },
    [folders],
  );
  const openRow = useCallback(
    (row: MessageRow) => {
      setCursor(String(row.id));
      if (isDraft(row)) void continueDraft({ messageId: row.id });
      else openMessage(row.id);
    },
    [continueDraft, isDraft, openMessage, setCursor],
  );
  return { isDraft, openRow };
}
