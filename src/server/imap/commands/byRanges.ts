import { MailError } from '../../errors';
import type { OpenFolder } from './withFolder';

/**
 * Octets fetched at a time, so that memory stays bounded whatever the size. Large enough that Exchange, which renders
 * the whole message for each range, doesn't do so too often.
 */
const RANGE = 1024 * 1024;
/** Milliseconds. A reader that takes nothing for this long is gone; the folder isn't kept open for it. */
const STALL = 5 * 60_000;
/**
 * Milliseconds to wait for a range, since a person is waiting. imapflow itself would wait two minutes and report a lost
 * connection.
 */
const PATIENCE = 60_000;

/** Reads up to `maxLength` octets from `start`. */
type ReadRange = (start: number, maxLength: number) => Promise<Buffer>;

/** The content on the server, range by range, as fast as it is consumed. */
export async function* byRanges(folder: OpenFolder, read: ReadRange): AsyncGenerator<Buffer> {
  for (let start = 0; ;) {
    const chunk = await patiently(folder, read(start, RANGE));
    if (chunk.length > 0) yield chunk;
    start += chunk.length;
    // Shorter: the end. Longer: the server ignores ranges and has sent everything.
    if (chunk.length !== RANGE) return;
  }
}

async function patiently(folder: OpenFolder, range: Promise<Buffer>): Promise<Buffer> {
  let silent = false;
  const timer = setTimeout(() => {
    silent = true;
    // Until the command is answered, nothing else is answered on this connection.
    folder.mailbox.client.close();
  }, PATIENCE);
  try {
    return await range;
  } catch (error) {
    throw silent ? new MailError('server-unavailable', { cause: 'no answer in time' }) : error;
  } finally {
    clearTimeout(timer);
  }
}

/** The same chunks; calls `onStall` if nobody takes them any more. */
export async function* watched(chunks: AsyncGenerator<Buffer>, onStall: () => void): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    const timer = setTimeout(onStall, STALL);
    try {
      yield chunk;
    } finally {
      clearTimeout(timer);
    }
  }
}
