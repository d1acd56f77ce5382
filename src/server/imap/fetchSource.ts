import { MailError } from '../errors';
import { fetchEach, sequenceSet } from './fetch';
import type { OpenFolder } from './withFolder';

export interface FetchedSource {
  uid: number;
  source: Buffer;
}

/** Sources of several mails, each as it arrives, cut off at `maxBytes`. Mails that went meanwhile are left out. */
export async function* fetchSources(
  folder: OpenFolder,
  uids: readonly number[],
  maxBytes: number,
): AsyncGenerator<FetchedSource> {
  if (uids.length === 0 || folder.exists === 0) return;
  const query = { uid: true, source: { maxLength: maxBytes } };
  for await (const message of fetchEach(folder, sequenceSet(uids), query)) {
    if (message.source) yield { uid: message.uid, source: message.source };
  }
}

/** The raw mail (RFC 5322), cut off at `maxBytes`. */
export async function fetchSource(folder: OpenFolder, uid: number, maxBytes: number): Promise<Buffer> {
  for await (const message of fetchSources(folder, [uid], maxBytes))
    if (message.uid === uid) return message.source;
  throw new MailError('message-gone');
}
