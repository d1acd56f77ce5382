import type { Id } from '../../../common';
import { assignLeftOut } from '../../imap';
import { DROP_PIECE, dropFrom, forgetFolder } from '../../store/messages/dropMessages';
import type { FolderRow } from '../../store/folders/folders';
import { pendingChanges } from '../../store/outbox/operations';
import { saveSyncOptions } from '../../store/folders/syncOptions';
import { sameId } from '../../store/db/rows';
import { assertGoing, type PullSession } from '../session';

/**
 * Stores which folders are excluded where that has changed: for new, renamed and moved ones. A folder that was ever
 * opened stays, whatever it is called now: messages that someone has seen don't disappear on their own.
 */
export async function settleLeftOut(
  { ctx, account, hints }: PullSession,
  rows: readonly FolderRow[],
): Promise<FolderRow[]> {
  const first = assignLeftOut(rows);
  const kept = rows.map((row) => {
    const goes = first.get(row.path)?.leftOut === true && !row.leftOut && row.chosen === null;
    return goes && row.uidValidity !== null ? { ...row, chosen: true } : row;
  });
  const rule = assignLeftOut(kept);
  const settled = kept.map((row) => ({ ...row, leftOut: rule.get(row.path)?.leftOut ?? false }));
  const changed = settled.filter(
    ({ leftOut, chosen }, at) => leftOut !== rows[at]?.leftOut || chosen !== rows[at]?.chosen,
  );
  if (changed.length === 0) return [...rows];
  await saveSyncOptions(ctx, account.id, changed);
  hints.add(['folders']);
  return settled;
}

/**
 * Drops what is stored of excluded folders, in pieces, until the time is up. Pending changes come first: a folder that
 * the outbox still works on waits for the next pull. Returns whether there is nothing left to drop for now.
 */
export async function dropLeftOut(
  session: PullSession,
  rows: readonly FolderRow[],
  until: number,
): Promise<boolean> {
  const { ctx, lease, hints, memory } = session;
  const out = rows.filter((row) => row.leftOut);
  if (out.length === 0) return true;
  const busy = await foldersAtWork(session);
  const idle = out.filter((row) => !busy.some((id) => sameId(id, row.id)));
  for (const row of idle) {
    if (row.uidValidity === null) continue;
    await forgetFolder(ctx, lease, row.id);
    memory.comparedAt.delete(String(row.id));
    hints.add(['folders'], [row.id]);
  }
  const ids = idle.map((row) => row.id);
  for (;;) {
    assertGoing(session);
    const dropped = await dropFrom(ctx, lease, ids);
    if (dropped > 0) hints.add(['messages', 'folders'], ids);
    if (dropped < DROP_PIECE) break;
    if (performance.now() >= until || session.hurry()) return false;
  }
  return true;
}

/** Folders with pending changes, as source or target. */
async function foldersAtWork({ ctx, account }: PullSession): Promise<Id[]> {
  const pending = await pendingChanges(ctx, account.id);
  return pending.flatMap(({ payload }) => [
    ...(payload.folderId == null ? [] : [payload.folderId as Id]),
    ...(payload.messages ?? []).map((place) => place.folderId),
  ]);
}
