import { createHash } from 'node:crypto';
import { Op, type Transaction } from 'sequelize';
import type { FolderRole, Id } from '../../common';
import type { MailContext } from '../context';
import { assertLease, type Lease } from './leases';
import { deleteMessageRows } from './messageRows';
import { nextRate, type RateSample } from './progressRate';
import { table } from './rows';
import { inTransaction } from './transaction';

/** A folder with its cursor. */
export interface FolderRow {
  id: Id;
  accountId: Id;
  path: string;
  name: string;
  parentPath: string | null;
  delimiter: string;
  role: FolderRole;
  selectable: boolean;
  total: number;
  unread: number;
  uidValidity: string | null;
  uidNext: number | null;
  modseq: string | null;
  loadedFrom: number | null;
  /** Not opened; nothing of it is stored. */
  leftOut: boolean;
  /** What the user said: true takes it in. */
  chosen: boolean | null;
  /** The day, YYYY-MM-DD, from which on mails are stored and counted; null is everything. */
  syncedFrom: string | null;
  /** Mails on the server from before that day. */
  beyond: number;
  beyondUnread: number;
}

/** What the server says of a folder. */
export type FolderFacts = Pick<
  FolderRow,
  'path' | 'name' | 'parentPath' | 'delimiter' | 'role' | 'selectable'
>;

export interface FolderDiff {
  created: FolderFacts[];
  updated: Array<{ id: Id; facts: FolderFacts }>;
  gone: Id[];
}

const numberOrNull = (value: unknown): number | null => (value == null ? null : Number(value));

export async function listFolderRows(
  ctx: MailContext,
  accountId: Id,
  transaction?: Transaction,
): Promise<FolderRow[]> {
  const rows = await table(ctx, 'mailFolders').findAll({ where: { accountId }, raw: true, transaction });
  return (rows as unknown as FolderRow[]).map((row) => ({
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
  }));
}

export async function findFolder(ctx: MailContext, folderId: Id): Promise<FolderRow | null> {
  const row = await table(ctx, 'mailFolders').findByPk(folderId);
  return row && (row.get({ plain: true }) as unknown as FolderRow);
}

/** The Inbox on the server as a pull last saw it, all of it; null before the first one. */
export async function inboxSeen(
  ctx: MailContext,
  accountId: Id,
): Promise<Pick<FolderRow, 'uidNext' | 'total'> | null> {
  const row = await table(ctx, 'mailFolders').findOne({ where: { accountId, role: 'inbox' } });
  if (!row) return null;
  const count = (column: 'total' | 'beyond') => Number(row.get(column) ?? 0);
  return { uidNext: numberOrNull(row.get('uidNext')), total: count('total') + count('beyond') };
}

/** Whether its mails are to be here. */
export const isSynced = (folder: Pick<FolderRow, 'selectable' | 'leftOut'>): boolean =>
  folder.selectable && !folder.leftOut;

/** SHA-256, hex: what the unique index is on. */
export const pathHash = (path: string): string => createHash('sha256').update(path).digest('hex');

/** Brings the stored list of folders up to the server's. Mails of folders that are gone go with them. */
export async function saveFolders(
  ctx: MailContext,
  lease: Lease | null,
  accountId: Id,
  diff: FolderDiff,
): Promise<void> {
  await inTransaction(ctx, async (transaction) => {
    await assertLease(ctx, lease, transaction);
    for (const id of diff.gone) await deleteFolder(ctx, id, transaction);
    // Two folders may have swapped names: first out of each other's way, for the unique index' sake.
    for (const { id } of diff.updated) {
      await table(ctx, 'mailFolders').update({ pathHash: `moving ${id}` }, { where: { id }, transaction });
    }
    for (const { id, facts } of diff.updated) {
      const values = { ...facts, pathHash: pathHash(facts.path) };
      await table(ctx, 'mailFolders').update(values, { where: { id }, transaction });
    }
    const rows = diff.created.map((facts) => ({
      ...facts,
      id: ctx.app.snowflakeIdGenerator.generate(),
      accountId,
      pathHash: pathHash(facts.path),
      total: 0,
      unread: 0,
    }));
    if (rows.length > 0) await table(ctx, 'mailFolders').bulkCreate(rows, { transaction });
  });
}

/** Deletes a folder with its mails, in portions. */
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
      rows.map((row) => (row as unknown as { id: Id }).id),
      transaction,
    );
  }
  // Rows of other folders do not change: each counts the mails of its own.
  await table(ctx, 'mailThreads').destroy({ where: { folderId }, transaction });
  await table(ctx, 'mailFolders').destroy({ where: { id: folderId }, transaction });
}

export type FolderCursor = Partial<
  Pick<
    FolderRow,
    | 'total'
    | 'unread'
    | 'uidValidity'
    | 'uidNext'
    | 'modseq'
    | 'loadedFrom'
    | 'syncedFrom'
    | 'beyond'
    | 'beyondUnread'
  >
>;

export async function saveCursor(
  ctx: MailContext,
  folderId: Id,
  cursor: FolderCursor,
  transaction: Transaction,
): Promise<void> {
  await table(ctx, 'mailFolders').update(
    { ...cursor, syncedAt: new Date() },
    { where: { id: folderId }, transaction },
  );
}

export interface Progress {
  done: number;
  total: number;
  /** Of the Inbox. */
  unread: number;
}

/** Writes how much of the mailbox is loaded, and the Inbox's unread count, to the account. */
export async function saveProgress(ctx: MailContext, accountId: Id, synced: boolean): Promise<Progress> {
  const folders = (await listFolderRows(ctx, accountId)).filter(isSynced);
  const total = folders.reduce((sum, folder) => sum + folder.total, 0);
  const listed = folders.every((folder) => folder.loadedFrom === 1);
  // A mail is loaded once its text is. Of a mailbox that is, only what is missing is counted: next to nothing.
  const bodyState = listed ? 'pending' : { [Op.ne]: 'pending' };
  const counted = await table(ctx, 'mailMessages').count({
    where: { accountId, bodyState, vanishedAt: null },
  });
  const done = listed ? total - counted : counted;
  const unread = folders.find((folder) => folder.role === 'inbox')?.unread ?? 0;
  const values = {
    // Counts of a mailbox that changes meanwhile differ by a few.
    progressDone: Math.max(0, Math.min(done, total)),
    progressTotal: total,
    unread,
    ...(synced ? { lastSyncAt: new Date() } : {}),
  };
  const before = await table(ctx, 'mailAccounts').findByPk(accountId, {
    attributes: ['progressDone', 'progressAt', 'progressRate'],
    raw: true,
  });
  Object.assign(values, nextRate(before as unknown as RateSample | null, values.progressDone, new Date()));
  await table(ctx, 'mailAccounts').update(values, { where: { id: accountId } });
  return { done: values.progressDone, total, unread };
}
