import type { Context } from '@nocobase/actions';
import { z } from 'zod';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { conversationMessages } from '../store/threads/conversationMessages';
import { ownRows } from './access';
import { rowIds } from './parameters';

/** `conversations`: include all messages of each conversation that are in the same folder. */
export const WHICH = { ids: rowIds, conversations: z.boolean().default(false) };

export interface Chosen {
  id: Id;
  accountId: Id;
  folderId: Id;
  threadKey: string | null;
}

/** The messages that an action is about. Throws `not-found` unless all of them are the caller's. */
export async function chosenMessages(
  mail: MailContext,
  http: Context,
  { ids, conversations }: { ids: Id[]; conversations: boolean },
): Promise<Id[]> {
  return withConversations(mail, await ownRows<Chosen>(mail, http, 'mailMessages', ids), conversations);
}

/** The ids of messages, with those of their conversations if they're wanted. */
export function withConversations(
  mail: MailContext,
  messages: Chosen[],
  conversations: boolean,
): Promise<Id[]> {
  return conversations ? conversationMessages(mail, messages) : Promise.resolve(messages.map(({ id }) => id));
}

/** The folders of messages, by account. */
export function placesOf(messages: ReadonlyArray<{ accountId: Id; folderId: Id }>): Map<string, Id[]> {
  const places = new Map<string, Id[]>();
  for (const { accountId, folderId } of messages) {
    const known = places.get(String(accountId)) ?? [];
    if (!known.some((id) => String(id) === String(folderId))) known.push(folderId);
    places.set(String(accountId), known);
  }
  return places;
}
