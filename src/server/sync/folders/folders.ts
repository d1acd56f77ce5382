import { asMailError } from '../../errors';
import { listFolders, type FolderStatus, type ListedFolder } from '../../imap';
import { listFolderRows, listVanishedFolders, type FolderRow } from '../../store/folders/folders';
import { pendingFolderChanges } from '../../store/outbox/operations';
import { saveFolders, type FolderDiff } from '../../store/folders/saveFolders';
import { settleLeftOut } from './excludedFolders';
import { statusOf } from './problems';
import type { PullSession } from '../session';

const FACTS = ['path', 'name', 'parentPath', 'delimiter', 'role', 'selectable'] as const;

/**
 * Updates the stored folders from the server's list and returns them, with those that people look at first in front.
 */
export async function syncFolders(session: PullSession): Promise<FolderRow[]> {
  const { ctx, account, lease } = session;
  const rows = await listFolderRows(ctx, account.id);
  const listed = await listCredible(session, rows.length > 0);
  if (!listed) return inOrder(await settleLeftOut(session, rows));
  const vanished = await listVanishedFolders(ctx, account.id);
  const diff = await diffFolders(listed, { rows, vanished }, (path) => statusOf(session, path));
  if (diff.created.length + diff.updated.length + diff.gone.length === 0)
    return inOrder(await settleLeftOut(session, rows));
  // The user's own folder changes come first: the server's list doesn't reflect them yet.
  if ((await pendingFolderChanges(ctx, account.id)).length > 0) return inOrder(rows);
  await saveFolders(ctx, lease, account.id, diff);
  for (const { id, vanishedAt } of diff.updated) if (vanishedAt) session.memory.comparedAt.delete(String(id));
  session.hints.add(['folders', ...(diff.gone.length > 0 ? (['messages'] as const) : [])]);
  return inOrder(await settleLeftOut(session, await listFolderRows(ctx, account.id)));
}

/**
 * The server's list; null if it isn't credible and folders are already known. Some servers refuse a second LIST within
 * a session. Every mailbox has an Inbox (RFC 3501 §5.1): if the list contains none that can be opened, something is
 * wrong with the server, and nothing may be concluded from what is missing.
 */
async function listCredible(session: PullSession, known: boolean): Promise<ListedFolder[] | null> {
  const { ctx, account, mailbox, memory } = session;
  const doubt = (why: string): null => {
    // Logged once, since it may last for days.
    if (!memory.listDoubted)
      ctx.log.warn(`mail: the folder list of account ${account.id} was ignored: ${why}`);
    memory.listDoubted = true;
    return null;
  };
  let listed: ListedFolder[];
  try {
    listed = await listFolders(mailbox);
  } catch (error) {
    const { code } = asMailError(error);
    if (!known || !mailbox.usable || code !== 'server-unavailable') throw error;
    return doubt(code);
  }
  if (known && !listed.some(({ role, selectable }) => role === 'inbox' && selectable))
    return doubt('it has no Inbox');
  // imapflow skips a line that it can't read, but that line's folder isn't gone.
  if (known && ['LIST', 'XLIST'].some((name) => mailbox.sensor.swallowed.has(name)))
    return doubt('one of its lines could not be read');
  memory.listDoubted = false;
  return listed;
}

export interface StoredFolders {
  /** As the server last listed them. */
  rows: readonly FolderRow[];
  /** Those missing from an earlier list, oldest first. */
  vanished?: readonly FolderRow[];
}

/**
 * What has to change. If a folder is gone while a new one has its UIDVALIDITY and cursor, it was renamed (or moved, as
 * Outlook does on deletion) and keeps its row and its messages. The same goes for a folder that is back.
 */
export async function diffFolders(
  listed: readonly ListedFolder[],
  { rows, vanished = [] }: StoredFolders,
  status: (path: string) => Promise<FolderStatus | null>,
): Promise<FolderDiff> {
  // Maps, since a folder may be named `__proto__`.
  const byPath = new Map(rows.map((row) => [row.path, row]));
  const paths = new Set(listed.map((folder) => folder.path));
  const gone = new Map(rows.filter((row) => !paths.has(row.path)).map((row) => [row.id, row]));
  const back = new Map(vanished.map((row) => [row.path, row]));
  const lost = new Map([...vanished, ...gone.values()].map((row) => [row.id, row]));
  const diff: FolderDiff = { created: [], updated: [], gone: [] };
  for (const folder of listed) {
    const row = byPath.get(folder.path);
    if (row) {
      if (FACTS.some((fact) => (row[fact] ?? null) !== (folder[fact] ?? null)))
        diff.updated.push({ id: row.id, facts: folder });
      continue;
    }
    const here = back.get(folder.path);
    const found =
      here && lost.has(here.id) ? here : folder.selectable ? await renamedFrom(folder, lost, status) : null;
    if (found) {
      lost.delete(found.id);
      gone.delete(found.id);
      diff.updated.push({ id: found.id, facts: folder, vanishedAt: found.vanishedAt });
    } else {
      diff.created.push(folder);
    }
  }
  diff.gone = [...gone.keys()];
  return diff;
}

async function renamedFrom(
  folder: ListedFolder,
  lost: ReadonlyMap<FolderRow['id'], FolderRow>,
  status: (path: string) => Promise<FolderStatus | null>,
): Promise<FolderRow | null> {
  const candidates = [...lost.values()].filter((row) => row.uidValidity !== null && (row.uidNext ?? 0) > 1);
  if (candidates.length === 0) return null;
  const now = await status(folder.path);
  if (!now) return null;
  // UIDVALIDITY is often the second of creation, so folders can share one; the cursor tells them apart.
  const same = candidates.filter((row) => row.uidValidity === now.uidValidity && row.uidNext === now.uidNext);
  return same.length === 1 ? (same[0] ?? null) : null;
}

const ORDER = ['inbox', 'sent', 'drafts', 'archive', 'other', 'trash', 'junk', 'outbox'];

function inOrder(rows: readonly FolderRow[]): FolderRow[] {
  return [...rows].sort(
    (a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role) || (a.path < b.path ? -1 : 1),
  );
}
