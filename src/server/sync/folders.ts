import { folderStatus, listFolders, type FolderStatus, type ListedFolder } from '../imap';
import { asMailError } from '../errors';
import { listFolderRows, saveFolders, type FolderDiff, type FolderRow } from '../store/folders';
import { pendingFolderChanges } from '../store/operations';
import { settleLeftOut } from './leaveOut';
import type { PullSession } from './session';

const FACTS = ['path', 'name', 'parentPath', 'delimiter', 'role', 'selectable'] as const;

/** Brings the stored folders up to the server's list and returns them, the ones people look at first in front. */
export async function syncFolders(session: PullSession): Promise<FolderRow[]> {
  const { ctx, account, lease } = session;
  const listed = await listFolders(session.mailbox);
  const rows = await listFolderRows(ctx, account.id);
  const diff = await diffFolders(listed, rows, (path) => statusOf(session, path));
  if (diff.created.length + diff.updated.length + diff.gone.length === 0)
    return inOrder(await settleLeftOut(session, rows));
  // What people did with folders comes first: the server's list knows nothing of it yet.
  if ((await pendingFolderChanges(ctx, account.id)).length > 0) return inOrder(rows);
  await saveFolders(ctx, lease, account.id, diff);
  session.hints.add(['folders']);
  return inOrder(await settleLeftOut(session, await listFolderRows(ctx, account.id)));
}

async function statusOf(session: PullSession, path: string): Promise<FolderStatus | null> {
  try {
    return await folderStatus(session.mailbox, path);
  } catch (error) {
    // Gone again, or not ours to open: then nothing can be said about it.
    if (['folder-gone', 'server-unavailable'].includes(asMailError(error).code)) return null;
    throw error;
  }
}

/**
 * What has to change. A folder that is gone while a new one bears its UIDVALIDITY and its cursor was renamed
 * (or moved, as Outlook does when one deletes it): it keeps its row and its mails.
 */
export async function diffFolders(
  listed: readonly ListedFolder[],
  rows: readonly FolderRow[],
  status: (path: string) => Promise<FolderStatus | null>,
): Promise<FolderDiff> {
  // Maps, since a folder may be called `__proto__`.
  const byPath = new Map(rows.map((row) => [row.path, row]));
  const paths = new Set(listed.map((folder) => folder.path));
  const gone = new Map(rows.filter((row) => !paths.has(row.path)).map((row) => [row.id, row]));
  const diff: FolderDiff = { created: [], updated: [], gone: [] };
  for (const folder of listed) {
    const row = byPath.get(folder.path);
    if (row) {
      if (FACTS.some((fact) => (row[fact] ?? null) !== (folder[fact] ?? null)))
        diff.updated.push({ id: row.id, facts: folder });
      continue;
    }
    const renamed = gone.size > 0 && folder.selectable ? await renamedFrom(folder, gone, status) : null;
    if (renamed) {
      gone.delete(renamed.id);
      diff.updated.push({ id: renamed.id, facts: folder });
    } else {
      diff.created.push(folder);
    }
  }
  diff.gone = [...gone.keys()];
  return diff;
}

async function renamedFrom(
  folder: ListedFolder,
  gone: ReadonlyMap<FolderRow['id'], FolderRow>,
  status: (path: string) => Promise<FolderStatus | null>,
): Promise<FolderRow | null> {
  const candidates = [...gone.values()].filter((row) => row.uidValidity !== null && (row.uidNext ?? 0) > 1);
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
