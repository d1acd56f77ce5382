import type { SearchObject } from 'imapflow';
import { MailError } from '../../errors';
import { commandChunks } from './chunks';
import { sequenceSet } from './fetch';
import { onFolder, type OpenFolder } from './withFolder';

/** Matching UIDs, ascending. Throws where imapflow would return false or undefined, or leave some out. */
export async function searchUids(folder: OpenFolder, query: SearchObject): Promise<number[]> {
  if (folder.exists === 0) return [];
  const uids = await onFolder(folder, (client) => client.search(query, { uid: true }));
  const { swallowed } = folder.mailbox.sensor;
  if (swallowed.has('SEARCH') || swallowed.has('ESEARCH'))
    throw new MailError('server-unavailable', { cause: 'the answer to SEARCH could not be parsed' });
  return [...uids].sort((a, b) => a - b);
}

/** UIDs in the folder between two bounds (inclusive), ascending. */
export async function listUids(folder: OpenFolder, from: number, to?: number): Promise<number[]> {
  if (to !== undefined && to < from) return [];
  const uids = await searchUids(folder, { uid: `${from}:${to ?? '*'}` });
  return uids.filter((uid) => uid >= from && (to === undefined || uid <= to));
}

/**
 * Which of these messages the server still lists, ascending. A message that FETCH didn't answer isn't necessarily gone.
 */
export async function stillThere(folder: OpenFolder, uids: readonly number[]): Promise<number[]> {
  const wanted = new Set(uids);
  const found: number[] = [];
  for (const chunk of commandChunks(uids))
    found.push(...(await searchUids(folder, { uid: sequenceSet(chunk) })));
  return found.filter((uid) => wanted.has(uid));
}
