import { useCallback, useEffect, useMemo, useState } from 'react';
import type { FolderView, Id, MessageView } from '../../../common';
import { useAnswers } from '../../answers';
import { useAhead } from '../../useAhead';
import { useMailApi, type MessageRow } from '../../api';
import { useMailChanges } from '../../live';
import { shownMessages } from './conversation-messages';
import { messageReads, readConversation, type ConversationAnswer } from './message-reads';

/** Identifies a conversation by any of its messages. */
export type ConversationPlace = Pick<MessageView, 'id' | 'accountId' | 'threadKey'>;

interface State {
  /** All messages, oldest first; null until loaded. */
  all: MessageRow[] | null;
  folders: FolderView[];
  error?: unknown;
}

export interface Conversation {
  /** The messages shown, oldest first; null until loaded. */
  messages: MessageRow[] | null;
  /** How many messages are in the trash or in junk and aren't shown. */
  elsewhere: number;
  showElsewhere(): void;
  folders: FolderView[];
  error?: unknown;
  reread(): void;
  /** Shows a change immediately, before the server reports it. */
  patch(ids: readonly Id[], change: Partial<MessageRow>): void;
}

/**
 * Loads all messages of a conversation, whichever folders they are in, and keeps them up to date by hints.
 */
export function useConversation(place: ConversationPlace | undefined): Conversation {
  const api = useMailApi();
  const ahead = useAhead();
  const { accountId, threadKey } = place ?? {};
  const key = `${accountId} ${threadKey}`;
  const [state, setState] = useState<State & { key: string }>({ key, all: null, folders: [] });
  const [everywhere, setEverywhere] = useState(false);
  const answers = useAnswers(key);

  const take = useCallback(
    (load: (accountId: Id, threadKey: string) => Promise<ConversationAnswer>) => {
      if (accountId === undefined || !threadKey) return;
      void answers.take(
        () => load(accountId, threadKey),
        ([all, folders]) => setState({ key, all, folders }),
        // What is already shown stays.
        {
          fail: (error) =>
            setState((old) => (old.key === key && old.all ? old : { key, all: null, folders: [], error })),
        },
      );
    },
    [answers, accountId, threadKey, key],
  );
  const read = useCallback(() => take((...place) => readConversation(api, ...place)), [take, api]);
  useEffect(() => take(messageReads(api, ahead).conversation), [take, api, ahead]);
  useMailChanges(accountId === undefined ? { what: [] } : { accountId, what: ['messages'] }, read);

  const patch = useCallback((ids: readonly Id[], change: Partial<MessageRow>) => {
    const chosen = new Set(ids.map(String));
    setState((old) => ({
      ...old,
      all: old.all && old.all.map((row) => (chosen.has(String(row.id)) ? { ...row, ...change } : row)),
    }));
  }, []);
  const current = state.key === key ? state : { all: null, folders: [] as FolderView[] };
  const { all, folders } = current;
  const opened = place?.id;
  const shown = useMemo(
    () => all && opened !== undefined && shownMessages(all, folders, opened, everywhere),
    [all, folders, opened, everywhere],
  );
  return {
    ...current,
    messages: shown ? shown.messages : null,
    elsewhere: shown ? shown.elsewhere : 0,
    showElsewhere: () => setEverywhere(true),
    reread: read,
    patch,
  };
}
