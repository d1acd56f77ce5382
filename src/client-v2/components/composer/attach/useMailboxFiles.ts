import { useCallback, useEffect, useState } from 'react';
import type { AttachmentView } from '../../../../common';
import { useAnswers } from '../../../answers';
import { useMailApi, type MessageRow } from '../../../api';

/** Number of messages that are loaded at a time. */
const PAGE = 20;

export interface MessageWithFiles {
  row: MessageRow;
  /** Those that its text doesn't show. */
  files: AttachmentView[];
}

export interface MailboxFiles {
  /** Newest first; undefined until loaded. */
  messages: MessageWithFiles[] | undefined;
  failure: unknown;
  hasMore: boolean;
  /** Whether something is being loaded. */
  loading: boolean;
  loadMore(): void;
  retry(): void;
}

/** Finds the user's messages with files, in all mailboxes. `search` is in the language of the search box. */
export function useMailboxFiles(search: string): MailboxFiles {
  const api = useMailApi();
  const answers = useAnswers(search);
  const [messages, setMessages] = useState<MessageWithFiles[]>();
  const [next, setNext] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>();
  const [loading, setLoading] = useState(true);
  const load = useCallback(
    (before: string | null) => {
      setLoading(true);
      setFailure(undefined);
      const read = async () => {
        const q = `has:attachment ${search}`.trim();
        const page = await api.messages({ q, before, limit: PAGE });
        const files = await api.filesOf(page.rows.map(({ id }) => id));
        return { next: page.next, found: withFiles(page.rows, files) };
      };
      void answers.take(
        read,
        (page) => {
          setMessages((known = []) => (before === null ? page.found : [...known, ...page.found]));
          setNext(page.next);
          setLoading(false);
        },
        {
          fail(error) {
            // What another search found doesn't belong to this one.
            if (before === null) setMessages(undefined);
            setFailure(error);
            setLoading(false);
          },
        },
      );
    },
    [answers, api, search],
  );
  useEffect(() => load(null), [load]);
  return {
    ...{ messages, failure, loading, hasMore: next !== null },
    loadMore: () => load(next),
    retry: () => load(messages ? next : null),
  };
}

/** Messages whose files are all shown in their texts are left out. */
const withFiles = (
  rows: readonly MessageRow[],
  files: ReadonlyMap<string, AttachmentView[]>,
): MessageWithFiles[] =>
  rows
    .map((row) => ({ row, files: (files.get(String(row.id)) ?? []).filter(({ inline }) => !inline) }))
    .filter((message) => message.files.length > 0);
