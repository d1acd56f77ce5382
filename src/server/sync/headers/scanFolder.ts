import { fetchFlags, listUids, type OpenFolder } from '../../imap';
import type { FolderRow } from '../../store/folders/folders';
import type { KnownMessage } from '../../store/messages/messageRows';
import type { ServerView } from './compare';

/** Messages. Folders up to this size are compared completely at each visit. */
const SMALL_FOLDER = 2000;
/** In larger folders, the newest ones compared at each visit; all of them are compared every few minutes. */
export const NEWEST = 500;
const FULL_EVERY = 5 * 60_000;
/** With mod-sequences, a full comparison only catches what was skipped because of an operation that then failed. */
const FULL_EVERY_MODSEQ = 30 * 60_000;

export type ViewKind = 'modseq' | 'full' | 'newest';

/** How to compare a folder: as cheaply as the server allows, and thoroughly now and then. */
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

/** What the server has in the loaded part of the folder. `scope`: UIDs since the start date; null for all. */
export async function viewFolder(
  row: Pick<FolderRow, 'modseq' | 'loadedFrom'>,
  folder: OpenFolder,
  known: readonly KnownMessage[],
  kind: ViewKind,
  scope: readonly number[] | null = null,
): Promise<ServerView> {
  // Nothing below the first message that is stored or should be needs to be requested.
  const lowest = scope ? Math.min(scope[0] ?? folder.uidNext, known[0]?.uid ?? folder.uidNext) : 1;
  const from = Math.max(row.loadedFrom ?? 1, lowest, 1);
  if (kind === 'modseq' && row.modseq !== null) {
    const changed = await fetchFlags(folder, { from, changedSince: row.modseq });
    // CONDSTORE reports what changed but not what is gone, so one SEARCH does that. QRESYNC would report it, but only
    // as far back as the server remembers, and otherwise with arbitrary UID ranges, which imapflow expands one by one.
    const uids = await listUids(folder, from);
    return { from, uids: new Set([...uids, ...changed.uids]), flags: changed.flags, complete: true };
  }
  const start = kind === 'newest' ? (known.at(-NEWEST)?.uid ?? from) : from;
  const scan = await fetchFlags(folder, { from: start });
  return { from: start, uids: scan.uids, flags: scan.flags, complete: scan.complete };
}
