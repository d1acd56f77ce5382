import { fetchMeta, readFlags, type MessageMeta, type OpenFolder } from '../imap';
import { refused } from './refused';

/**
 * {@link fetchMeta} that a corrupt mail does not stop: Exchange computes RFC822.SIZE from the whole item, and
 * refuses that too where it cannot. Of such a one nothing is known but that it is there; it is dated by its
 * neighbours, since UIDs ascend with arrival.
 */
export async function loadMeta(
  folder: OpenFolder,
  uids: readonly number[],
  neighbours: ReadonlyMap<number, { receivedAt: Date }>,
): Promise<MessageMeta[]> {
  try {
    return await fetchMeta(folder, uids);
  } catch (error) {
    if (!refused(error)) throw error;
    if (uids.length === 1) return uids.map((uid) => bareMeta(uid, neighbours));
  }
  const found: MessageMeta[] = [];
  for (const uid of uids) found.push(...(await loadMeta(folder, [uid], neighbours)));
  return found;
}

function bareMeta(uid: number, neighbours: ReadonlyMap<number, { receivedAt: Date }>): MessageMeta {
  const below = Math.max(...[...neighbours.keys()].filter((other) => other < uid));
  const receivedAt = neighbours.get(below)?.receivedAt ?? new Date();
  return { uid, flags: readFlags(new Set()), size: 0, receivedAt };
}
