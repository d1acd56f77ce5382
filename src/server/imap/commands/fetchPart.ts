import { Readable } from 'node:stream';
import { MailError } from '../../errors';
import { transferDecoder } from '../../transferEncoding';
import { byRanges, watched } from './byRanges';
import { fetchOne } from './fetchOne';
import type { OpenFolder } from './withFolder';

/**
 * A decoded part of a message, as a stream that is read from the server only as fast as it is consumed. The folder must
 * stay open until the stream has ended: see `openPart` in accounts/mailbox.ts. `size`: expected octets; the stream
 * fails if that is above 0 and the server gives none. Otherwise it fails like {@link fetchOne}.
 */
export function fetchPart(
  folder: OpenFolder,
  uid: number,
  section: string,
  encoding: string | null,
  size = 0,
): Readable {
  const chunks = watched(decodedPart(rawPart(folder, uid, section), encoding, size), () =>
    stream.destroy(new MailError('connection-lost')),
  );
  const stream = Readable.from(chunks, { objectMode: false });
  return stream;
}

/** A part's octets as stored on the server, still encoded. */
function rawPart(folder: OpenFolder, uid: number, section: string): AsyncGenerator<Buffer> {
  const key = section.toLowerCase();
  return byRanges(folder, async (start, maxLength) => {
    const query = { uid: true, bodyParts: [{ key: section, start, maxLength }] };
    // Other responses for this message report its flags: they must not look like the end of the part.
    const { bodyParts } = await fetchOne(
      folder,
      uid,
      query,
      (message) => message.bodyParts?.has(key) === true,
    );
    // imapflow returns false for NIL.
    return bodyParts?.get(key) || Buffer.alloc(0);
  });
}

async function* decodedPart(
  chunks: AsyncGenerator<Buffer>,
  encoding: string | null,
  size: number,
): AsyncGenerator<Buffer> {
  const decoder = transferDecoder(encoding);
  let given = false;
  // An empty file may be written as a line break: that doesn't mean the file is missing.
  let blank = false;
  for await (const chunk of chunks) {
    const decoded = decoder.push(chunk);
    given ||= decoded.length > 0;
    if (!given) blank = isBlank(chunk);
    if (decoded.length > 0) yield decoded;
  }
  const rest = decoder.end();
  if (rest.length > 0) yield rest;
  else if (!given && !blank && size > 0)
    throw new MailError('server-unavailable', { cause: 'the server gave an empty part' });
}

const isBlank = (octets: Buffer): boolean => octets.toString('latin1').trim() === '';
