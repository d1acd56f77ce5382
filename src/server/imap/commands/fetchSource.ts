import type { OpenFolder } from './withFolder';
import { fetchOne } from './fetchOne';

/** The raw message (RFC 5322), cut off at `maxBytes`. Throws like {@link fetchOne}. */
export async function fetchSource(folder: OpenFolder, uid: number, maxBytes: number): Promise<Buffer> {
  const query = { uid: true, source: { maxLength: maxBytes } };
  const { source } = await fetchOne(folder, uid, query, (message) => Buffer.isBuffer(message.source));
  return source ?? Buffer.alloc(0);
}
