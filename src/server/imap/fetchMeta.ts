import type { FetchMessageObject } from 'imapflow';
import { fetchEach, sequenceSet } from './fetch';
import { readFlags, type MessageFlags } from './flags';
import type { OpenFolder } from './withFolder';

export interface MessageMeta {
  uid: number;
  flags: MessageFlags;
  /** RFC822.SIZE; Exchange computes it and can be wrong. */
  size: number;
  /** INTERNALDATE (RFC 3501 §2.3.3). */
  receivedAt: Date;
}

/** Flags, size and arrival of mails. Those that went meanwhile are left out. */
export async function fetchMeta(folder: OpenFolder, uids: readonly number[]): Promise<MessageMeta[]> {
  if (uids.length === 0 || folder.exists === 0) return [];
  const query = { uid: true, flags: true, size: true, internalDate: true };
  const found: MessageMeta[] = [];
  for await (const message of fetchEach(folder, sequenceSet(uids), query)) found.push(metaOf(message));
  return found;
}

export function metaOf(message: FetchMessageObject): MessageMeta {
  const receivedAt = new Date(message.internalDate ?? Number.NaN);
  return {
    uid: message.uid,
    flags: readFlags(message.flags ?? new Set()),
    size: message.size ?? 0,
    receivedAt: Number.isNaN(receivedAt.getTime()) ? new Date() : receivedAt,
  };
}

/** UIDs of the newest mails by sequence number, without listing the whole folder; ascending. */
export async function newestUids(folder: OpenFolder, count: number): Promise<number[]> {
  if (folder.exists === 0) return [];
  const from = Math.max(1, folder.exists - count + 1);
  const uids: number[] = [];
  // Not by UID: `count` is a number of messages.
  for await (const message of fetchEach(folder, `${from}:*`, { uid: true }, { uid: false }))
    uids.push(message.uid);
  return uids.sort((a, b) => a - b);
}
