import type { FolderView, Id, MessageView } from '../../../common';
import type { Ahead } from '../../ahead';
import type { MailApi, MessageRow } from '../../api';

/** Longer conversations show only their newest messages. */
const MOST = 300;
const PAGE = 100;

type ListedMessage = Pick<MessageView, 'id' | 'accountId' | 'threadKey'>;
export type ConversationAnswer = [MessageRow[], FolderView[]];

const keyOf = {
  message: (id: Id) => `message ${id}`,
  body: (id: Id) => `body ${id}`,
  conversation: (accountId: Id, threadKey: string) => `conversation ${accountId} ${threadKey}`,
};

/** The requests a reader makes for the message it opens. They may have been sent in advance. */
export const messageReads = (api: MailApi, ahead: Ahead) => ({
  message: (id: Id, signal: AbortSignal) => ahead.take(keyOf.message(id), () => api.message(id, signal)),
  body: (id: Id, signal: AbortSignal) => ahead.take(keyOf.body(id), () => api.body(id, signal)),
  conversation: (accountId: Id, threadKey: string) =>
    ahead.take(keyOf.conversation(accountId, threadKey), () => readConversation(api, accountId, threadKey)),
  /** Sends these requests for a message that may be opened next. */
  async prepare({ id, accountId, threadKey }: ListedMessage, conversations: boolean): Promise<void> {
    await Promise.all([
      ahead.prepare(keyOf.message(id), () => api.message(id)),
      ahead.prepare(keyOf.body(id), () => api.body(id)),
      conversations &&
        threadKey &&
        ahead.prepare(keyOf.conversation(accountId, threadKey), () =>
          readConversation(api, accountId, threadKey),
        ),
    ]);
  },
});

/** Reads a conversation's messages, oldest first, and the folders that they are in. */
export const readConversation = (
  api: MailApi,
  accountId: Id,
  threadKey: string,
): Promise<ConversationAnswer> =>
  Promise.all([messagesOf(api, accountId, threadKey), api.folders(accountId)]);

async function messagesOf(api: MailApi, accountId: Id, threadKey: string): Promise<MessageRow[]> {
  const rows: MessageRow[] = [];
  for (let before: string | null = null; rows.length < MOST;) {
    const page = await api.messages({ accountId, threadKey, before, limit: PAGE });
    rows.push(...page.rows);
    before = page.next;
    if (before === null) break;
  }
  return rows.reverse();
}
