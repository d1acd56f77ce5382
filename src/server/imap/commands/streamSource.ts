import { Readable } from 'node:stream';
import { MailError } from '../../errors';
import { byRanges, watched } from './byRanges';
import { fetchOne } from './fetchOne';
import type { OpenFolder } from './withFolder';

/**
 * The raw message (RFC 5322) as a stream that is read from the server only as fast as it is consumed, cut off at `most`
 * octets. The folder must stay open until the stream has ended. The stream fails like {@link fetchOne}.
 */
export function streamSource(folder: OpenFolder, uid: number, most: number): Readable {
  const stream: Readable = Readable.from(
    watched(beginning(rawSource(folder, uid), most), () => stream.destroy(new MailError('connection-lost'))),
    { objectMode: false },
  );
  return stream;
}

const rawSource = (folder: OpenFolder, uid: number): AsyncGenerator<Buffer> =>
  byRanges(folder, async (start, maxLength) => {
    const query = { uid: true, source: { start, maxLength } };
    const { source } = await fetchOne(folder, uid, query, (message) => Buffer.isBuffer(message.source));
    return source ?? Buffer.alloc(0);
  });

async function* beginning(chunks: AsyncGenerator<Buffer>, most: number): AsyncGenerator<Buffer> {
  let room = most;
  for await (const chunk of chunks) {
    yield chunk.subarray(0, room);
    room -= chunk.length;
    if (room <= 0) return;
  }
}
