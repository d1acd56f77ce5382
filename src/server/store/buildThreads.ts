import { Op } from 'sequelize';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { insertRows } from './insertRows';
import { table } from './rows';
import { touchThreads } from './threads';
import { inTransaction } from './transaction';

/** Threads in one transaction. */
const PIECE = 200;

/**
 * Counts the threads of mails that were stored before there was `mailThreads`, account by account, in pieces
 * that hold nobody up. What is cut short begins anew; counting twice changes nothing.
 */
export async function buildThreads(ctx: MailContext, signal?: AbortSignal): Promise<void> {
  const accounts = table(ctx, 'mailAccounts');
  const rows = await accounts.findAll({ where: { threadsBuilt: { [Op.not]: true } }, attributes: ['id'] });
  for (const id of rows.map((row) => row.get('id') as Id)) {
    let after = '';
    for (
      let keys = await keysAfter(ctx, id, after);
      keys.length > 0;
      keys = await keysAfter(ctx, id, after)
    ) {
      if (signal?.aborted) return;
      await buildPiece(ctx, id, keys);
      after = keys.at(-1) as string;
    }
    // silent: not a change of the account.
    await accounts.update({ threadsBuilt: true }, { where: { id }, silent: true });
  }
}

async function keysAfter(ctx: MailContext, accountId: Id, after: string): Promise<string[]> {
  const rows = (await table(ctx, 'mailMessages').findAll({
    where: { accountId, threadKey: { [Op.gt]: after } },
    attributes: ['threadKey'],
    group: ['threadKey'],
    order: [['threadKey', 'ASC']],
    limit: PIECE,
    raw: true,
  })) as unknown as Array<{ threadKey: string }>;
  return rows.map(({ threadKey }) => threadKey);
}

async function buildPiece(ctx: MailContext, accountId: Id, keys: readonly string[]): Promise<void> {
  await inTransaction(ctx, async (transaction) => {
    // Such a thread bears the hash of the Message-ID at its root: should that mail still come, it leads there.
    const links = keys.map((key) => ({
      ...{ id: ctx.app.snowflakeIdGenerator.generate(), accountId, idHash: key, threadKey: key },
    }));
    const keep = { keys: ['accountId', 'idHash'], update: ['accountId'] };
    await insertRows(ctx, 'mailReferences', links, transaction, keep);
    touchThreads(ctx, accountId, keys, transaction);
  });
}
