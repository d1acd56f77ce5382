import { Op } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { insertRows } from '../db/insertRows';
import { rowsAs, table } from '../db/rows';
import { touchThreads } from './threads';
import { inTransaction } from '../db/transaction';

/** Threads per transaction. */
const PIECE = 200;

/**
 * Counts the next batch of an account's threads, for messages stored before `mailThreads` existed. Returns the keys of
 * that batch; the last one is where to continue. Counting a thread twice changes nothing.
 */
export async function buildThreads(ctx: MailContext, accountId: Id, after: string | null): Promise<string[]> {
  const keys = await keysAfter(ctx, accountId, after ?? '');
  if (keys.length > 0) await buildPiece(ctx, accountId, keys);
  return keys;
}

/** Counts an account's threads. */
export async function countThreads(ctx: MailContext, accountId: Id): Promise<number> {
  return table(ctx, 'mailMessages').count({ where: { accountId }, distinct: true, col: 'threadKey' });
}

async function keysAfter(ctx: MailContext, accountId: Id, after: string): Promise<string[]> {
  const rows = rowsAs<{ threadKey: string }>(
    await table(ctx, 'mailMessages').findAll({
      where: { accountId, threadKey: { [Op.gt]: after } },
      attributes: ['threadKey'],
      group: ['threadKey'],
      order: [['threadKey', 'ASC']],
      limit: PIECE,
      raw: true,
    }),
  );
  return rows.map(({ threadKey }) => threadKey);
}

async function buildPiece(ctx: MailContext, accountId: Id, keys: readonly string[]): Promise<void> {
  await inTransaction(ctx, async (transaction) => {
    // The key of such a thread is the hash of the Message-ID at its root: if that message still arrives, this link
    // leads it there.
    const links = keys.map((key) => ({
      ...{ id: ctx.app.snowflakeIdGenerator.generate(), accountId, idHash: key, threadKey: key },
    }));
    const keep = { keys: ['accountId', 'idHash'], update: ['accountId'] };
    await insertRows(ctx, 'mailReferences', links, transaction, keep);
    touchThreads(ctx, accountId, keys, transaction);
  });
}
