import { Readable } from 'node:stream';
import { MailError } from '../errors';
import { fetchPart, fetchSource, type OpenFolder } from '../imap';
import { sourceFile } from '../mime/sourceFile';
import { SOURCE_PART } from '../store/messageDraft';

/** Octets of a mail that are held to take a file out of it. Larger than any a mailbox takes by default, encoded. */
const MOST_SOURCE = 30 * 1024 * 1024;

/**
 * A file of a mail, decoded: by its section on the server, or out of the mail's source where the server's
 * sections do not lead to it (see `SOURCE_PART`). The folder must stay open until the stream has ended.
 */
export function partStream(folder: OpenFolder, uid: number, part: string, encoding: string | null): Readable {
  if (!part.startsWith(SOURCE_PART)) return fetchPart(folder, uid, part, encoding);
  return Readable.from(fromSource(folder, uid, part.slice(SOURCE_PART.length)), { objectMode: false });
}

async function* fromSource(folder: OpenFolder, uid: number, part: string): AsyncGenerator<Buffer> {
  const source = await fetchSource(folder, uid, MOST_SOURCE + 1);
  if (source.length > MOST_SOURCE)
    throw new MailError('message-too-large', { params: { limit: MOST_SOURCE } });
  const content = await sourceFile(source, part);
  if (!content) throw new MailError('message-unreadable');
  yield content;
}
