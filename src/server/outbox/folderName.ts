import { MailError } from '../errors';
import type { FolderRow } from '../store/folders';

/** Exchange's limit. */
const LONGEST = 255;

/** Exchange keeps one folder of a name, however it is written. */
const fold = (name: string): string => name.normalize('NFC').toLowerCase();

/**
 * Refuses names that no server takes, that would make several folders, and those of a sibling. `%` and `*`
 * are wildcards of LIST (RFC 3501 §6.3.8): a folder of that name could not be asked for.
 */
export function checkFolderName(name: string, siblings: readonly FolderRow[], delimiter: string): void {
  const bad =
    name.trim() === '' || name.length > LONGEST || name.includes(delimiter) || /[\p{Cc}%*]/u.test(name);
  if (bad) throw new MailError('invalid-input', { params: { field: 'name', context: 'name' } });
  if (siblings.some((sibling) => fold(sibling.name) === fold(name)))
    throw new MailError('invalid-input', { params: { field: 'name', context: 'exists' } });
}

/** The name, with a number where a sibling bears it. */
export function freeName(name: string, siblings: readonly FolderRow[]): string {
  const taken = new Set(siblings.map((sibling) => fold(sibling.name)));
  for (let number = 1; ; number++) {
    const free = number === 1 ? name : `${name} (${number})`;
    if (!taken.has(fold(free))) return free;
  }
}
