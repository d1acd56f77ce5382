import { searchUids } from './searchUids';
import type { OpenFolder } from './withFolder';

/** UIDs of messages whose header contains the value (RFC 3501 §6.4.4: a case-insensitive substring), ascending. */
export function findByHeader(folder: OpenFolder, header: string, value: string): Promise<number[]> {
  return searchUids(folder, { header: { [header]: value } });
}
