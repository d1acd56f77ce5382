import { createHash } from 'node:crypto';
import { Op, type Transaction, type WhereOptions } from 'sequelize';
import type { ErrorCode, FolderRole, Id } from '../../../common';
import type { MailContext } from '../../context';
import { presentDate } from '../db/clock';
import type { FolderCursor } from '../messages/folderCursor';
import { deleteMessageRows } from '../messages/messageRows';
import { nextRate, type RateSample } from './progressRate';
import { rowAs, rowsAs, table } from '../db/rows';

/** A folder with its cursor. */
export interface FolderRow extends FolderCursor {
  id: Id;
  accountId: Id;
  path: string;
  name: string;
  parentPath: string | null;
  delimiter: string;
  role: FolderRole;
  selectable: boolean;
  /** Not opened, and nothing in it is stored. */
  leftOut: boolean;
  /** The user's choice: true includes the folder, false leaves it out; null: the rule decides. */
  chosen: boolean | null;
  /** When the folder went missing from the server's list; since then nobody sees it or its messages. */
  vanishedAt: Date | null;
  /** Why the server doesn't open it; null if nothing is wrong. */
  problem: ErrorCode | null;
  /** Failed attempts in a row, when the next one is due, and what STATUS said at the last one. */
  problemCount: number;
  problemUntil: Date | null;
  problemStatus: string | null;
}

/** The server's information about a folder. */
export type FolderFacts = Pick<
  FolderRow,
  'path' | 'name' | 'parentPath' | 'delimiter' | 'role' | 'selectable'
>;

const numberOrNull = (value: unknown): number | null => (value == null ? null : Number(value));
const dateOrNull = (value: unknown): Date | null => (value == null ? null : new Date(value as Date | string));

/** Folders as the server last listed them. */
export const listFolderRows = (
  ctx: MailContext,
  accountId: Id,
  transaction?: Transaction,
): Promise<FolderRow[]> => rowsWhere(ctx, { accountId, vanishedAt: null }, transaction);

/** Folders that the server's list lacks and that aren't deleted yet; the one that vanished last comes last. */
export async function listVanishedFolders(ctx: MailContext, accountId: Id): Promise<FolderRow[]> {
  const rows = await rowsWhere(ctx, { accountId, vanishedAt: { [Op.ne]: null } });
  return rows.sort((a, b) => Number(a.vanishedAt) - Number(b.vanishedAt));
}

async function rowsWhere(
  ctx: MailContext,
  where: WhereOptions,
  transaction?: Transaction,
): Promise<FolderRow[]> {
  const rows = await table(ctx, 'mailFolders').findAll({ where, raw: true, transaction });
  return rowsAs<FolderRow>(rows).map((row) => ({
    ...row,
    selectable: Boolean(row.selectable),
    total: Number(row.total ?? 0),
    unread: Number(row.unread ?? 0),
    uidNext: numberOrNull(row.uidNext),
    loadedFrom: numberOrNull(row.loadedFrom),
    leftOut: Boolean(row.leftOut),
    chosen: row.chosen == null ? null : Boolean(row.chosen),
    syncedFrom: row.syncedFrom ?? null,
    beyond: Number(row.beyond ?? 0),
    beyondUnread: Number(row.beyondUnread ?? 0),
    vanishedAt: dateOrNull(row.vanishedAt),
    problemCount: Number(row.problemCount ?? 0),
    problemUntil: dateOrNull(row.problemUntil),
  }));
}

/** The folder with this id; null if there is none. */
export async function findFolder(ctx: MailContext, folderId: Id): Promise<FolderRow | null> {
  const row = await table(ctx, 'mailFolders').findByPk(folderId);
  return rowAs<FolderRow>(row);
}

/** The whole Inbox on the server as a pull last saw it; null before the first one. */
export async function inboxSeen(
  ctx: MailContext,
  accountId: Id,
): Promise<Pick<FolderRow, 'uidNext' | 'total'> | null> {
  const row = await table(ctx, 'mailFolders').findOne({ where: { accountId, role: 'inbox' } });
  if (!row) return null;
  const count = (column: 'total' | 'beyond') => Number(row.get(column) ?? 0);
  return { uidNext: numberOrNull(row.get('uidNext')), total: count('total') + count('beyond') };
}

/** Whether the folder's messages should be stored. */
export const isSynced = (folder: Pick<FolderRow, 'selectable' | 'leftOut'>): boolean =>
  folder.selectable && !folder.leftOut;

/** SHA-256 in hex, for the unique index. */
export const pathHash = (path: string): string => createHash('sha256').update(path).digest('hex');

/** Deletes a folder with its messages, in batches. */
export async function deleteFolder(ctx: MailContext, folderId: Id, transaction: Transaction): Promise<void> {
  for (;;) {
    const rows = await table(ctx, 'mailMessages').findAll({
      where: { folderId },
      attributes: ['id'],
      limit: 500,
      raw: true,
      transaction,
    });
    if (rows.length === 0) break;
    await deleteMessageRows(
      ctx,
      rows.map((row) => rowAs<{ id: Id }>(row).id),
      transaction,
    );
  }
  // Rows of other folders don't change: each counts the messages of its own folder.
  await table(ctx, 'mailThreads').destroy({ where: { folderId }, transaction });
  await table(ctx, 'mailFolders').destroy({ where: { id: folderId }, transaction });
}

export interface Progress {
  done: number;
  total: number;
  /** Unread messages in the Inbox. */
  unread: number;
}

/** Writes to the account how much of the mailbox is loaded and the Inbox's unread count. */
export async function saveProgress(ctx: MailContext, accountId: Id, synced: boolean): Promise<Progress> {
  const folders = (await listFolderRows(ctx, accountId)).filter(isSynced);
  const total = folders.reduce((sum, folder) => sum + folder.total, 0);
  const listed = folders.every((folder) => folder.loadedFrom === 1);
  // A message is loaded once its text is. In a mailbox that is completely listed, only what is missing is counted: next
  // to nothing.
  const bodyState = listed ? 'pending' : { [Op.ne]: 'pending' };
  const counted = await table(ctx, 'mailMessages').count({
    where: { accountId, bodyState, vanishedAt: null },
  });
  const done = listed ? total - counted : counted;
  const unread = folders.find((folder) => folder.role === 'inbox')?.unread ?? 0;
  // Other nodes use this time to tell how long ago the last look was, and how fast loading is.
  const now = await presentDate(ctx);
  const values = {
    // If the mailbox changes while this is counted, the figures are off by a few.
    progressDone: Math.max(0, Math.min(done, total)),
    progressTotal: total,
    unread,
    ...(synced ? { lastSyncAt: now } : {}),
  };
  const before = await table(ctx, 'mailAccounts').findByPk(accountId, {
    attributes: ['progressDone', 'progressAt', 'progressRate'],
    raw: true,
  });
  Object.assign(values, nextRate(rowAs<RateSample>(before), values.progressDone, now));
  await table(ctx, 'mailAccounts').update(values, { where: { id: accountId } });
  return { done: values.progressDone, total, unread };
}
