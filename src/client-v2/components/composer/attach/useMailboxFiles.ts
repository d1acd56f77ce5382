import { useCallback } from 'react';
import type { AttachmentView } from '../../../../common';
import { useMailApi, type MessageRow } from '../../../api';
import { usePages, type Pages } from '../../shared/usePages';

/** Number of messages that are loaded at a time. */
const PAGE = 20;

export interface MessageWithFiles {
  row: MessageRow;
  /** Those that its text doesn't show. */
  files: AttachmentView[];
}

/** Finds the user's messages with files, in all mailboxes, newest first. `search` is in the language of the search box. */
export function useMailboxFiles(search: string): Pages<MessageWithFiles> {
  const api = useMailApi();
  return usePages(
    useCallback(
      async (before: string | null) => {
        const q = `has:attachment ${search}`.trim();
        const { rows, next } = await api.messages({ q, before, limit: PAGE });
        return { rows: withFiles(rows, await api.filesOf(rows.map(({ id }) => id))), next };
      },
      [api, search],
    ),
  );
}

/** Messages whose files are all shown in their texts are left out. */
const withFiles = (
  rows: readonly MessageRow[],
  files: ReadonlyMap<string, AttachmentView[]>,
): MessageWithFiles[] =>
  rows
    .map((row) => ({ row, files: (files.get(String(row.id)) ?? []).filter(({ inline }) => !inline) }))
    .filter((message) => message.files.length > 0);
