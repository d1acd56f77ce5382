import type { FetchMessageObject } from 'imapflow';
import { fetchAnswers, sequenceSet } from './fetch';
import { metaOf, type MessageMeta } from './fetchMeta';
import { fetchOne } from './fetchOne';
import { structureOf, type PartStructure } from './fetchStructure';
import type { OpenFolder } from './withFolder';

/** What lists show and threads need; the rest of a header (trace, signatures) makes up most of its octets. */
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
  // Needed for the name of a file that is the whole message.
  'content-type',
  'content-disposition',
  // They tell automatic messages from others: see `isAutomatic`.
  'auto-submitted',
  'precedence',
  'x-autoreply',
  'x-autorespond',
  // Our own header: see `tokenIn`.
  'x-mail-operation',
];

/** Maximum octets of a header section; anything beyond is a flood. */
export const MAX_HEADER = 256 * 1024;

export interface FetchedHeaders {
  meta: MessageMeta;
  /** Raw header fields, including those above; cut off at `MAX_HEADER`. */
  header: Buffer;
  /** null if the server doesn't report it. */
  structure: PartStructure | null;
}

const META = { uid: true, flags: true, size: true, internalDate: true };

const hasHeader = ({ headers }: FetchMessageObject): boolean => Buffer.isBuffer(headers);

/**
 * Everything about messages except their content, each as it arrives. Unanswered messages are left out: they are gone,
 * or their answer couldn't be read.
 */
export async function* fetchHeaders(
  folder: OpenFolder,
  uids: readonly number[],
): AsyncGenerator<FetchedHeaders> {
  if (uids.length === 0 || folder.exists === 0) return;
  const query = { ...META, bodyStructure: true, headers: FIELDS };
  for await (const message of fetchAnswers(folder, sequenceSet(uids), query, hasHeader))
    yield headersOf(message);
}

/**
 * The same for one message, with its header limited in size. `structure`: whether to request its parts too; imapflow
 * can't read them if they are nested too deeply. Throws like {@link fetchOne}.
 */
export async function fetchHeader(
  folder: OpenFolder,
  uid: number,
  structure: boolean,
): Promise<FetchedHeaders> {
  const bodyParts = [{ key: 'header', start: 0, maxLength: MAX_HEADER }];
  const query = { ...META, ...(structure ? { bodyStructure: true } : {}), bodyParts };
  return headersOf(await fetchOne(folder, uid, query, hasHeader));
}

const headersOf = (message: FetchMessageObject): FetchedHeaders => ({
  meta: metaOf(message),
  header: (message.headers ?? Buffer.alloc(0)).subarray(0, MAX_HEADER),
  structure: structureOf(message),
});
