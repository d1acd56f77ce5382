import { fetchMeta, readFlags, type MessageMeta, type OpenFolder } from '../../imap';
import { refused } from './refused';

/**
 * {@link fetchMeta} for messages that exist, with a result for each of them: Exchange computes RFC822.SIZE from the
 * whole item and refuses even that if it is corrupt. About such a message, we only know that it exists; its date is
 * taken from its neighbours, since UIDs ascend with arrival.
 */
export async function loadMeta(
  folder: OpenFolder,
  uids: readonly number[],
  neighbours: ReadonlyMap<number, { receivedAt: Date }>,
): Promise<MessageMeta[]> {
  const metas = new Map<number, MessageMeta>();
  try {
    for (const meta of await fetchMeta(folder, uids)) metas.set(meta.uid, meta);
  } catch (error) {
    if (!refused(error)) throw error;
    if (uids.length > 1) {
      for (const uid of uids)
        for (const meta of await loadMeta(folder, [uid], neighbours)) metas.set(uid, meta);
    }
  }
  return uids.map((uid) => metas.get(uid) ?? bareMeta(uid, neighbours));
}

function bareMeta(uid: number, neighbours: ReadonlyMap<number, { receivedAt: Date }>): MessageMeta {
  const below = Math.max(...[...neighbours.keys()].filter((other) => other < uid));
  const receivedAt = neighbours.get(below)?.receivedAt ?? new Date();
  return { uid, flags: readFlags(new Set()), size: 0, receivedAt };
}
