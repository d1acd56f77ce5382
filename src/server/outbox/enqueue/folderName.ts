import { MailError } from '../../errors';
import { shownName } from '../../imap';
import type { FolderRow } from '../../store/folders/folders';

/** Maximum characters in Exchange. */
const LONGEST = 255;

/** Exchange allows only one folder per name, regardless of case or Unicode form. */
const fold = (name: string): string => name.normalize('NFC').toLowerCase();

/**
 * Throws for names that no server accepts, that would create several folders, or that a sibling has. `%` and `*` are
 * wildcards of LIST (RFC 3501 §6.3.8): a folder with those in its name couldn't be listed.
 */
export function checkFolderName(name: string, siblings: readonly FolderRow[], delimiter: string): void {
  const bad =
    name.trim() === '' || name.length > LONGEST || name.includes(delimiter) || /[\p{Cc}%*]/u.test(name);
  if (bad) throw new MailError('invalid-input', { params: { field: 'name', context: 'name' } });
  if (siblings.some((sibling) => fold(sibling.name) === fold(shownName(name, delimiter))))
    throw new MailError('invalid-input', { params: { field: 'name', context: 'exists' } });
}

/** The name, with a number appended if a sibling has it. */
export function freeName(name: string, siblings: ReadonlyArray<Pick<FolderRow, 'name'>>): string {
  const taken = new Set(siblings.map((sibling) => fold(sibling.name)));
  for (let number = 1; ; number++) {
    const free = number === 1 ? name : `${name} (${number})`;
    if (!taken.has(fold(free))) return free;
  }
}
