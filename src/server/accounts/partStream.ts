import { Readable } from 'node:stream';
import { asMailError, MailError } from '../errors';
import { fetchPart, fetchSource, type OpenFolder } from '../imap';
import { sourceFile } from '../mime/parse';
import { SOURCE_PART } from '../store/messageDraft';

/**
 * Maximum octets of a message held in memory to extract a file. Larger than what mailboxes accept by default, encoded.
 */
const MOST_SOURCE = 30 * 1024 * 1024;

/**
 * A decoded file of a message: by its section on the server, or from the message's source if the server's sections
 * don't lead to it (see `SOURCE_PART`). The folder must stay open until the stream has ended. `size`: expected octets,
 * if known. The stream fails with `attachment-unavailable` if the server doesn't deliver the file, which isn't the
 * mailbox's fault (for hours in September 2026, Exchange delivered messages but no files).
 */
export function partStream(
  folder: OpenFolder,
  uid: number,
  part: string,
  encoding: string | null,
  size = 0,
): Readable {
  const chunks = part.startsWith(SOURCE_PART)
    ? fromSource(folder, uid, part.slice(SOURCE_PART.length))
    : (fetchPart(folder, uid, part, encoding, size) as AsyncIterable<Buffer>);
  return Readable.from(orUnavailable(chunks), { objectMode: false });
}

async function* orUnavailable(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* chunks;
  } catch (error) {
    const { code } = asMailError(error);
    throw code === 'server-unavailable' ? new MailError('attachment-unavailable', { cause: error }) : error;
  }
}

async function* fromSource(folder: OpenFolder, uid: number, part: string): AsyncGenerator<Buffer> {
  const source = await fetchSource(folder, uid, MOST_SOURCE + 1);
  if (source.length > MOST_SOURCE)
    throw new MailError('message-too-large', { params: { limit: MOST_SOURCE } });
  const content = sourceFile(source, part);
  if (!content) throw new MailError('message-unreadable');
  yield content;
}
