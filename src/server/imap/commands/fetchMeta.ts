import type { FetchMessageObject } from 'imapflow';
import { fetchAnswers, fetchEach, sequenceSet } from './fetch';
import { readFlags, type MessageFlags } from './flags';
import { searchUids } from './searchUids';
import type { OpenFolder } from './withFolder';

export interface MessageMeta {
  uid: number;
  flags: MessageFlags;
  /** RFC822.SIZE; Exchange computes it, and it can be wrong. */
  size: number;
  /** INTERNALDATE (RFC 3501 §2.3.3). */
  receivedAt: Date;
}

/** Flags, size and arrival time of messages. Unanswered messages are left out. */
export async function fetchMeta(folder: OpenFolder, uids: readonly number[]): Promise<MessageMeta[]> {
  if (uids.length === 0 || folder.exists === 0) return [];
  const query = { uid: true, flags: true, size: true, internalDate: true };
  const found: MessageMeta[] = [];
  const answers = fetchAnswers(folder, sequenceSet(uids), query, ({ size }) => size !== undefined);
  for await (const message of answers) found.push(metaOf(message));
  return found;
}

/** Flags, size and arrival time from a FETCH answer. */
export function metaOf(message: FetchMessageObject): MessageMeta {
  const receivedAt = new Date(message.internalDate ?? Number.NaN);
  return {
    uid: message.uid,
    flags: readFlags(message.flags ?? new Set()),
    size: message.size ?? 0,
    // imapflow turns NIL into 1970.
    receivedAt: receivedAt.getTime() > 0 ? receivedAt : new Date(),
  };
}

/** UIDs of the newest messages in ascending order, found by sequence number without listing the whole folder. */
export async function newestUids(folder: OpenFolder, count: number): Promise<number[]> {
  if (folder.exists === 0) return [];
  const from = Math.max(1, folder.exists - count + 1);
  const uids: number[] = [];
  // Not by UID: `count` is a number of messages.
  for await (const message of fetchEach(folder, `${from}:*`, { uid: true }, { uid: false }))
    uids.push(message.uid);
  // A message that was skipped still exists.
  if (uids.length < folder.exists - from + 1) return (await searchUids(folder, { all: true })).slice(-count);
  return uids.sort((a, b) => a - b);
}
