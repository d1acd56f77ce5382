import { fn, col, Op, type Transaction } from 'sequelize';
import { isSnoozable, type FolderRole, type Id } from '../../../common';
import type { MailContext } from '../../context';
import { columnOf, rowsAs, table } from '../db/rows';
import type { MessageDraft } from '../messageDraft';
import { touchMessages } from '../threads/threads';

/*
 * A snoozed message has a `snoozedUntil`, and is left out of its folder's list. Once it has come back, it also has a
 * `returnedAt`, and is at the top of that list. Both are null again as soon as it is read, moved or no longer snoozed.
 * The mail server knows nothing about it.
 */

/** Rows per statement. */
const PIECE = 500;
export const ENDED = { snoozedUntil: null, returnedAt: null };
const ASLEEP = { snoozedUntil: { [Op.ne]: null }, returnedAt: null };

/** A message whose snooze has been changed. */
export interface Snoozed {
  id: Id;
  accountId: Id;
  folderId: Id;
  /** Until when it was snoozed before. */
  before: Date | null;
}

export interface SnoozeRow {
  id: Id;
  accountId: Id;
  folderId: Id;
  threadKey: string | null;
  receivedAt: Date | string;
  snoozedUntil: Date | string | null;
  returnedAt: Date | string | null;
}

const COLUMNS = ['id', 'accountId', 'folderId', 'threadKey', 'receivedAt', 'snoozedUntil', 'returnedAt'];

/**
 * Snoozes messages until a time or, if it's null, no longer. Returns those that it changes; messages in folders such as
 * the trash can't be snoozed.
 */
export async function snooze(
  ctx: MailContext,
  ids: readonly Id[],
  until: Date | null,
  transaction: Transaction,
): Promise<Snoozed[]> {
  const changed: Snoozed[] = [];
  for (let at = 0; at < ids.length; at += PIECE) {
    const rows = await lockedRows(ctx, ids.slice(at, at + PIECE), transaction);
    const roles = await rolesOf(ctx, rows, transaction);
    const fitting = rows.filter(({ folderId, snoozedUntil }) =>
      until === null ? snoozedUntil !== null : isSnoozable(roles.get(String(folderId))),
    );
    await setSnooze(ctx, fitting, { snoozedUntil: until, returnedAt: null }, transaction);
    for (const { id, accountId, folderId, snoozedUntil, returnedAt } of fitting) {
      const before = snoozedUntil !== null && returnedAt === null ? new Date(snoozedUntil) : null;
      changed.push({ id, accountId, folderId, before });
    }
  }
  return changed;
}

/** Ends the snooze of messages that are moved or deleted; once they've come back, also of those that are read. */
export async function endSnoozes(
  ctx: MailContext,
  ids: readonly Id[],
  transaction: Transaction,
  { onlyReturned = false }: { onlyReturned?: boolean } = {},
): Promise<void> {
  for (let at = 0; at < ids.length; at += PIECE) {
    const place = { id: { [Op.in]: ids.slice(at, at + PIECE) }, snoozedUntil: { [Op.ne]: null } };
    const where = onlyReturned ? { ...place, returnedAt: { [Op.ne]: null } } : place;
    const found = await table(ctx, 'mailMessages').findAll({
      where,
      attributes: ['id'],
      raw: true,
      transaction,
    });
    await setSnooze(ctx, rowsAs<{ id: Id }>(found), ENDED, transaction);
  }
}

/** Ends the snooze of messages that turn up in a folder where they have been dealt with, such as the trash. */
export async function endSnoozesIn(
  ctx: MailContext,
  folderId: Id,
  ids: readonly Id[],
  transaction: Transaction,
): Promise<void> {
  if (ids.length === 0) return;
  const roles = await rolesOf(ctx, [{ folderId }], transaction);
  if (!isSnoozable(roles.get(String(folderId)))) await endSnoozes(ctx, ids, transaction);
}

/** A new message in a conversation ends the snooze of the older ones in it: they're part of the news. */
export async function wakeByNews(
  ctx: MailContext,
  { accountId, folderId }: { accountId: Id; folderId: Id },
  drafts: readonly MessageDraft[],
  threads: ReadonlyMap<MessageDraft, string>,
  transaction: Transaction,
): Promise<void> {
  const newest = new Map<string, number>();
  for (const draft of drafts) {
    const key = threads.get(draft) ?? '';
    newest.set(key, Math.max(newest.get(key) ?? 0, draft.receivedAt.getTime()));
  }
  const rows = await sleepersIn(ctx, accountId, [...newest.keys()], transaction);
  // A message that is loaded late, as those of a mailbox's history are, isn't news.
  const woken = rows.filter(
    ({ threadKey, receivedAt }) => (newest.get(threadKey ?? '') ?? 0) > new Date(receivedAt).getTime(),
  );
  if (woken.length === 0) return;
  const roles = await rolesOf(ctx, [{ folderId }], transaction);
  if (isSnoozable(roles.get(String(folderId)))) await setSnooze(ctx, woken, ENDED, transaction);
}

async function sleepersIn(
  ctx: MailContext,
  accountId: Id,
  threadKeys: readonly string[],
  transaction: Transaction,
): Promise<SnoozeRow[]> {
  const found: SnoozeRow[] = [];
  for (let at = 0; at < threadKeys.length; at += PIECE) {
    const rows = await table(ctx, 'mailMessages').findAll({
      where: { accountId, threadKey: { [Op.in]: threadKeys.slice(at, at + PIECE) }, ...ASLEEP },
      attributes: COLUMNS,
      raw: true,
      transaction,
    });
    found.push(...rowsAs<SnoozeRow>(rows));
  }
  return found;
}

/** Of each folder, how many unread messages are snoozed; its server counts them as unread. */
export async function countSleeping(
  ctx: MailContext,
  accountIds: readonly Id[],
): Promise<Map<string, number>> {
  if (accountIds.length === 0) return new Map();
  const rows = await table(ctx, 'mailMessages').findAll({
    where: { accountId: { [Op.in]: [...accountIds] }, ...ASLEEP, seen: false, vanishedAt: null },
    attributes: ['folderId', [fn('COUNT', col(columnOf(ctx, 'mailMessages', 'id'))), 'count']],
    group: ['folderId'],
    raw: true,
  });
  return new Map(
    rowsAs<{ folderId: Id; count: number | string }>(rows).map(({ folderId, count }) => [
      String(folderId),
      Number(count),
    ]),
  );
}

export async function lockedRows(
  ctx: MailContext,
  ids: readonly Id[],
  transaction: Transaction,
): Promise<SnoozeRow[]> {
  if (ids.length === 0) return [];
  const rows = await table(ctx, 'mailMessages').findAll({
    where: { id: { [Op.in]: [...ids] }, vanishedAt: null },
    attributes: COLUMNS,
    order: [['id', 'ASC']],
    lock: transaction.LOCK.UPDATE,
    raw: true,
    transaction,
  });
  return rowsAs<SnoozeRow>(rows);
}

export async function setSnooze(
  ctx: MailContext,
  rows: ReadonlyArray<{ id: Id }>,
  values: Partial<Record<'snoozedUntil' | 'returnedAt', Date | null>>,
  transaction: Transaction,
): Promise<void> {
  const ids = rows.map(({ id }) => id);
  touchMessages(ctx, ids, transaction);
  for (let at = 0; at < ids.length; at += PIECE)
    await table(ctx, 'mailMessages').update(values, {
      where: { id: { [Op.in]: ids.slice(at, at + PIECE) } },
      transaction,
    });
}

export async function rolesOf(
  ctx: MailContext,
  rows: ReadonlyArray<{ folderId: Id }>,
  transaction: Transaction,
): Promise<Map<string, FolderRole>> {
  const ids = [...new Set(rows.map(({ folderId }) => String(folderId)))];
  if (ids.length === 0) return new Map();
  const folders = await table(ctx, 'mailFolders').findAll({
    where: { id: { [Op.in]: ids } },
    attributes: ['id', 'role'],
    raw: true,
    transaction,
  });
  return new Map(rowsAs<{ id: Id; role: FolderRole }>(folders).map(({ id, role }) => [String(id), role]));
}
