import { Op, type Transaction } from 'sequelize';
import { isSnoozable, MOST_RETURNED, type Id } from '../../../common';
import type { MailContext } from '../../context';
import { presentDate } from '../db/clock';
import { rowsAs, table } from '../db/rows';
import { ENDED, lockedRows, rolesOf, setSnooze, type SnoozeRow } from './snoozes';

/** Maximum messages that come back in one step, or accounts that are looked at; the next one takes the others. */
const MOST_AT_ONCE = 500;

/** The accounts with messages whose time has come, by the database's clock. */
export async function accountsWithReturning(ctx: MailContext): Promise<Array<{ id: Id; userId: Id }>> {
  const accounts = rowsAs<{ id: Id; userId: Id }>(
    await table(ctx, 'mailAccounts').findAll({ attributes: ['id', 'userId'], raw: true }),
  );
  const isDue = { snoozedUntil: { [Op.lte]: await presentDate(ctx) }, returnedAt: null, vanishedAt: null };
  const due = new Set<string>();
  for (let at = 0; at < accounts.length; at += MOST_AT_ONCE) {
    // With the accounts named, an index leads to the few messages that are snoozed.
    const accountId = { [Op.in]: accounts.slice(at, at + MOST_AT_ONCE).map(({ id }) => id) };
    const rows = await table(ctx, 'mailMessages').findAll({
      where: { accountId, ...isDue },
      attributes: ['accountId'],
      group: ['accountId'],
      raw: true,
    });
    for (const row of rowsAs<{ accountId: Id }>(rows)) due.add(String(row.accountId));
  }
  return accounts.filter(({ id }) => due.has(String(id)));
}

/** What has come back: of each conversation, the newest message stands for all of them. */
export interface Returned {
  messages: Array<{ id: Id; folderId: Id }>;
  folderIds: Id[];
}

/**
 * Brings back an account's messages whose time has come. The rows are locked, so that only one of several nodes gets
 * each of them, and the caller's transaction carries what follows from it.
 */
export async function bringBack(
  ctx: MailContext,
  accountId: Id,
  transaction: Transaction,
): Promise<Returned> {
  const now = await presentDate(ctx, transaction);
  const isDue = { snoozedUntil: { [Op.lte]: now }, returnedAt: null, vanishedAt: null };
  const due = await table(ctx, 'mailMessages').findAll({
    where: { accountId, ...isDue },
    attributes: ['id'],
    order: [
      ['snoozedUntil', 'ASC'],
      ['id', 'ASC'],
    ],
    limit: MOST_AT_ONCE,
    raw: true,
    transaction,
  });
  const ids = rowsAs<{ id: Id }>(due).map(({ id }) => id);
  // Another node may have been faster, or the person may have snoozed them again, until the lock was ours.
  const rows = (await lockedRows(ctx, ids, transaction)).filter(
    ({ snoozedUntil, returnedAt }) =>
      snoozedUntil !== null && returnedAt === null && new Date(snoozedUntil) <= now,
  );
  const roles = await rolesOf(ctx, rows, transaction);
  const leading = new Map<string, SnoozeRow>();
  // Somebody has discarded or filed the others elsewhere.
  const wanted = rows.filter(({ folderId }) => isSnoozable(roles.get(String(folderId))));
  for (const row of wanted) {
    const key = row.threadKey === null ? String(row.id) : `${row.folderId} ${row.threadKey}`;
    const known = leading.get(key);
    if (!known || new Date(known.receivedAt) <= new Date(row.receivedAt)) leading.set(key, row);
  }
  const messages = [...leading.values()];
  const leads = new Set(messages.map(({ id }) => String(id)));
  await setSnooze(ctx, messages, { returnedAt: now }, transaction);
  await setSnooze(
    ctx,
    rows.filter(({ id }) => !leads.has(String(id))),
    ENDED,
    transaction,
  );
  const folderIds = [...new Map(messages.map(({ folderId }) => [String(folderId), folderId])).values()];
  for (const folderId of folderIds) await releaseOldest(ctx, accountId, folderId, transaction);
  return { messages, folderIds };
}

/** Only so many stay at the top of a list. */
async function releaseOldest(
  ctx: MailContext,
  accountId: Id,
  folderId: Id,
  transaction: Transaction,
): Promise<void> {
  const rows = await table(ctx, 'mailMessages').findAll({
    where: { accountId, snoozedUntil: { [Op.ne]: null }, folderId, returnedAt: { [Op.ne]: null } },
    attributes: ['id'],
    order: [
      ['returnedAt', 'DESC'],
      ['id', 'DESC'],
    ],
    raw: true,
    transaction,
  });
  await setSnooze(ctx, rowsAs<{ id: Id }>(rows).slice(MOST_RETURNED), ENDED, transaction);
}
