import type { FetchMessageObject, FetchOptions, FetchQueryObject } from 'imapflow';
import { assertOpen, type OpenFolder } from './withFolder';

/**
 * FETCH by UID (unless told otherwise), message by message. Unlike imapflow's it fails when the connection goes, instead of ending
 * as if there were no more messages.
 */
export async function* fetchEach(
  folder: OpenFolder,
  range: string,
  query: FetchQueryObject,
  options: FetchOptions = {},
): AsyncGenerator<FetchMessageObject> {
  assertOpen(folder);
  const { mailbox } = folder;
  mailbox.sensor.reset();
  try {
    yield* mailbox.client.fetch(range, query, { uid: true, ...options });
  } catch (error) {
    throw mailbox.reason(error);
  }
  assertOpen(folder);
}

/** UIDs as an IMAP sequence set (RFC 3501 §9), runs folded: `1:3,7`. */
export function sequenceSet(uids: readonly number[]): string {
  const sorted = [...new Set(uids)].sort((a, b) => a - b);
  const runs: Array<[number, number]> = [];
  for (const uid of sorted) {
    const last = runs.at(-1);
    if (last && last[1] + 1 === uid) last[1] = uid;
    else runs.push([uid, uid]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}:${to}`)).join(',');
}
