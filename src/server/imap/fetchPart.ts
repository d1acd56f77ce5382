import { pipeline, Readable } from 'node:stream';
import { MailError } from '../errors';
import { transferDecoder } from './decode';
import { onFolder, type OpenFolder } from './withFolder';

/**
 * One range of a part is asked for at a time, so that memory stays bounded whatever the part's size. Large
 * enough that Exchange, which renders the whole mail for each range, does not do so too often.
 */
const CHUNK = 1024 * 1024;
/** A reader who takes nothing for so long has gone without saying so; the folder is not held for him. */
const STALL = 5 * 60_000;

/** A part's octets as they lie on the server, still encoded. */
async function* rawPart(folder: OpenFolder, uid: number, section: string): AsyncGenerator<Buffer> {
  for (let start = 0; ;) {
    const part = { key: section, start, maxLength: CHUNK };
    const chunk = await onFolder(folder, async (client) => {
      const message = await client.fetchOne(uid, { uid: true, bodyParts: [part] }, { uid: true });
      // `false` with the connection intact: the mail is gone, which must not look like the end of the part.
      if (!message) return folder.mailbox.usable ? null : undefined;
      return message.bodyParts?.get(section.toLowerCase()) ?? Buffer.alloc(0);
    });
    if (chunk === null) throw new MailError('message-gone');
    if (chunk.length > 0) yield chunk;
    start += chunk.length;
    // Shorter: the end. Longer: a server that ignores ranges and has sent all of it.
    if (chunk.length !== CHUNK) return;
  }
}

async function* watched(chunks: AsyncGenerator<Buffer>, onStall: () => void): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    const timer = setTimeout(onStall, STALL);
    try {
      yield chunk;
    } finally {
      clearTimeout(timer);
    }
  }
}

/**
 * A part of a mail, decoded, as a stream that is read from the server only as fast as it is consumed. The
 * folder must stay open until the stream has ended: see `openPart` in accounts/mailbox.ts.
 */
export function fetchPart(
  folder: OpenFolder,
  uid: number,
  section: string,
  encoding: string | null,
): Readable {
  const decoder = transferDecoder(encoding);
  const source: Readable = Readable.from(
    watched(rawPart(folder, uid, section), () => source.destroy(new MailError('connection-lost'))),
    {
      objectMode: true,
      highWaterMark: 1,
    },
  );
  // The decoder is destroyed with the source's error, which whoever reads it then sees.
  pipeline(source, decoder, () => undefined);
  return decoder;
}
