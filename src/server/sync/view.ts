import { fetchFlags, listUids, type OpenFolder } from '../imap';
import type { FolderRow } from '../store/folders';
import type { KnownMessage } from '../store/messageRows';
import type { ServerView } from './compare';

/** Folders up to this size are compared whole at each visit. */
const SMALL_FOLDER = 2000;
/** Of larger ones the newest so many, and all of them every few minutes. */
export const NEWEST = 500;
const FULL_EVERY = 5 * 60_000;
/** With mod-sequences that is only for what was passed over because of an operation that then failed. */
const FULL_EVERY_MODSEQ = 30 * 60_000;

export type ViewKind = 'modseq' | 'full' | 'newest';

/** How to look at a folder: as cheaply as the server allows, and thoroughly now and then. */
export function planView(
  row: Pick<FolderRow, 'modseq'>,
  folder: Pick<OpenFolder, 'modseq' | 'exists'>,
  comparedAt: number | undefined,
): ViewKind {
  if (folder.modseq !== null && row.modseq !== null) {
    return comparedAt !== undefined && performance.now() - comparedAt > FULL_EVERY_MODSEQ ? 'full' : 'modseq';
  }
  if (folder.exists <= SMALL_FOLDER) return 'full';
  return comparedAt === undefined || performance.now() - comparedAt > FULL_EVERY ? 'full' : 'newest';
}

/** What the server has in the part of the folder that is loaded. `scope`: UIDs from the first day on; null: all. */
export async function viewFolder(
  row: Pick<FolderRow, 'modseq' | 'loadedFrom'>,
  folder: OpenFolder,
  known: readonly KnownMessage[],
  kind: ViewKind,
  scope: readonly number[] | null = null,
): Promise<ServerView> {
  // Nobody asks for what lies below the first mail that is to be here, or is.
  const lowest = scope ? Math.min(scope[0] ?? folder.uidNext, known[0]?.uid ?? folder.uidNext) : 1;
  const from = Math.max(row.loadedFrom ?? 1, lowest, 1);
  if (kind === 'modseq' && row.modseq !== null) {
    const changed = await fetchFlags(folder, { from, changedSince: row.modseq });
    // CONDSTORE tells what changed, not what went: one SEARCH does. QRESYNC would tell, for as far back as the server
    // remembers and otherwise with any range of UIDs, which imapflow spreads out one by one.
    const uids = await listUids(folder, from);
    return { from, uids: new Set([...uids, ...changed.flags.keys()]), flags: changed.flags, complete: true };
  }
  const start = kind === 'newest' ? (known.at(-NEWEST)?.uid ?? from) : from;
  const scan = await fetchFlags(folder, { from: start });
  return { from: start, uids: new Set(scan.flags.keys()), flags: scan.flags, complete: scan.complete };
}
