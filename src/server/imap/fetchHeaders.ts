import type { FetchMessageObject } from 'imapflow';
import { fetchEach, sequenceSet } from './fetch';
import { metaOf, type MessageMeta } from './fetchMeta';
import { structureOf, type PartStructure } from './fetchStructure';
import type { OpenFolder } from './withFolder';

/** What a list shows and threads need; the rest of a header (trace, signatures) is most of its octets. */
const FIELDS = [
  'date',
  'subject',
  'from',
  'to',
  'cc',
  'bcc',
  'reply-to',
  'message-id',
  'in-reply-to',
  'references',
];

export interface FetchedHeaders {
  meta: MessageMeta;
  /** The header fields above, as they came (RFC 3501 §6.4.5, HEADER.FIELDS). */
  header: Buffer;
  /** null where the server does not tell. */
  structure: PartStructure | null;
}

/** Everything of mails but their content, each as it arrives. Mails that went meanwhile are left out. */
export async function* fetchHeaders(
  folder: OpenFolder,
  uids: readonly number[],
): AsyncGenerator<FetchedHeaders> {
  if (uids.length === 0 || folder.exists === 0) return;
  const query = {
    uid: true,
    flags: true,
    size: true,
    internalDate: true,
    bodyStructure: true,
    headers: FIELDS,
  };
  for await (const message of fetchEach(folder, sequenceSet(uids), query)) yield headersOf(message);
}

const headersOf = (message: FetchMessageObject): FetchedHeaders => ({
  meta: metaOf(message),
  header: message.headers ?? Buffer.alloc(0),
  structure: structureOf(message),
});
