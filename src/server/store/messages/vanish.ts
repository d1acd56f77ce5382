import { Op, type Transaction, type WhereOptions } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { presentDate } from '../db/clock';
import type { FolderRef } from './insertMessages';
import { MOVING } from './messageRows';
import { rowsAs, table } from '../db/rows';
import { touchMessages, touchThreads } from '../threads/threads';

/** Rows per statement. */
const PIECE = 500;

/**
 * Hides messages: the first half of the two-phase unlink. `vanishedAt` is by the database's clock, since a different
 * node may delete them.
 */
export async function hideMessages(
  ctx: MailContext,
  ids: readonly Id[],
  transaction: Transaction,
): Promise<void> {
  if (ids.length === 0) return;
  touchMessages(ctx, ids, transaction);
  const vanishedAt = await presentDate(ctx, transaction);
  for (let at = 0; at < ids.length; at += PIECE) {
    const where = { id: { [Op.in]: ids.slice(at, at + PIECE) } };
    await table(ctx, 'mailMessages').update({ vanishedAt }, { where, transaction });
  }
}

/**
 * Hides what is left of a folder from before its UIDVALIDITY changed: everything is loaded, and these messages weren't
 * found again. Must run in the transaction that records this, or a process that ends between the two would leave them
 * forever.
 */
export async function hideStale(
  ctx: MailContext,
  { accountId, folderId, uidValidity }: FolderRef,
  transaction: Transaction,
): Promise<void> {
  const where = { folderId, uidValidity: { [Op.notIn]: [uidValidity, MOVING] }, vanishedAt: null };
  await hideWhere(ctx, accountId, where, await presentDate(ctx, transaction), transaction);
}

/** Hides the messages of an account that match `where`, however many. */
export const hideWhere = (
  ctx: MailContext,
  accountId: Id,
  where: WhereOptions,
  vanishedAt: Date,
  transaction: Transaction,
): Promise<void> => change(ctx, accountId, where, vanishedAt, transaction);

/** Shows messages again that {@link hideWhere} hid. */
export const showWhere = (
  ctx: MailContext,
  accountId: Id,
  where: WhereOptions,
  transaction: Transaction,
): Promise<void> => change(ctx, accountId, where, null, transaction);

async function change(
  ctx: MailContext,
  accountId: Id,
  where: WhereOptions,
  vanishedAt: Date | null,
  transaction: Transaction,
): Promise<void> {
  const threads = rowsAs<{ threadKey: string | null }>(
    await table(ctx, 'mailMessages').findAll({
      where,
      attributes: ['threadKey'],
      group: ['threadKey'],
      raw: true,
      transaction,
    }),
  );
  if (threads.length === 0) return;
  const keys = threads.flatMap(({ threadKey }) => threadKey ?? []);
  touchThreads(ctx, accountId, keys, transaction);
  await table(ctx, 'mailMessages').update({ vanishedAt }, { where, transaction });
}
