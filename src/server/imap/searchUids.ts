import type { SearchObject } from 'imapflow';
import { onFolder, type OpenFolder } from './withFolder';

/** UIDs that match, ascending. Throws where imapflow would say false or undefined. */
export async function searchUids(folder: OpenFolder, query: SearchObject): Promise<number[]> {
  if (folder.exists === 0) return [];
  const uids = await onFolder(folder, (client) => client.search(query, { uid: true }));
  return [...uids].sort((a, b) => a - b);
}

/** UIDs of the folder between two bounds, both included, ascending. */
export async function listUids(folder: OpenFolder, from: number, to?: number): Promise<number[]> {
  if (to !== undefined && to < from) return [];
  const uids = await searchUids(folder, { uid: `${from}:${to ?? '*'}` });
  return uids.filter((uid) => uid >= from && (to === undefined || uid <= to));
}
