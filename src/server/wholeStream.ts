import { MailError } from './errors';

/** A stream's content in memory, at most `limit` octets. Throws `message-too-large` for more. */
export async function wholeStream(stream: AsyncIterable<Buffer>, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let octets = 0;
  for await (const chunk of stream) {
    octets += chunk.length;
    // Counts the octets received, because a declared size may be wrong.
    if (octets > limit) throw new MailError('message-too-large', { params: { limit } });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, octets);
}
