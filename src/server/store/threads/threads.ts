import { Op, type Transaction } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { rowsAs, table } from '../db/rows';
import { beforeCommit } from '../db/transaction';
import { recountThreads } from './threadRows';

/** A transaction's changes to threads so far. */
interface Touched {
  ctx: MailContext;
  /** Keys by account. */
  keys: Map<string, Set<string>>;
  messageIds: Set<Id>;
}

const touched = new WeakMap<Transaction, Touched>();

/** Threads counted, or messages looked up, at a time. */
const PIECE = 500;

function touchedBy(ctx: MailContext, transaction: Transaction): Touched {
  const known = touched.get(transaction);
  if (known) return known;
  const fresh: Touched = { ctx, keys: new Map(), messageIds: new Set() };
  touched.set(transaction, fresh);
  beforeCommit(transaction, () => settleThreads(transaction, fresh));
  return fresh;
}

/**
 * Records that messages of these threads are added, removed or changed in this transaction, so that `mailThreads` is
 * updated before it ends. The call itself costs nothing, however often a thread is named. The transaction must be one
 * of `inTransaction`.
 */
export function touchThreads(
  ctx: MailContext,
  accountId: Id,
  keys: Iterable<string>,
  transaction: Transaction,
): void {
  const { keys: accounts } = touchedBy(ctx, transaction);
  const known = accounts.get(String(accountId)) ?? new Set();
  for (const key of keys) known.add(key);
  accounts.set(String(accountId), known);
}

/** Like {@link touchThreads}, by messages that still exist when the transaction ends. */
export function touchMessages(ctx: MailContext, ids: Iterable<Id>, transaction: Transaction): void {
  const { messageIds } = touchedBy(ctx, transaction);
  for (const id of ids) messageIds.add(id);
}

/** Like {@link touchThreads}, for the threads of messages that are about to be deleted. */
export async function touchThreadsOf(
  ctx: MailContext,
  ids: readonly Id[],
  transaction: Transaction,
): Promise<void> {
  for (let at = 0; at < ids.length; at += PIECE) {
    const rows = rowsAs<{ accountId: Id; threadKey: string | null }>(
      await table(ctx, 'mailMessages').findAll({
        where: { id: { [Op.in]: ids.slice(at, at + PIECE) } },
        attributes: ['accountId', 'threadKey'],
        raw: true,
        transaction,
      }),
    );
    for (const { accountId, threadKey } of rows)
      if (threadKey !== null) touchThreads(ctx, accountId, [threadKey], transaction);
  }
}

/**
 * The last step of a transaction. Only now are the threads of messages looked up: another transaction may have joined
 * them in the meantime, and after its own changes this one can see that.
 */
async function settleThreads(transaction: Transaction, { ctx, keys, messageIds }: Touched): Promise<void> {
  await touchThreadsOf(ctx, [...messageIds], transaction);
  // Everybody uses the same order, so that no two wait for each other.
  for (const accountId of [...keys.keys()].sort()) {
    // Held until the commit: anyone counting the same threads at the same time would miss what this one has changed.
    const lock = transaction.LOCK.UPDATE;
    const account = await table(ctx, 'mailAccounts').findByPk(accountId, {
      ...{ attributes: ['id'], lock, transaction },
    });
    // The account was disconnected, and what is left of it is being deleted.
    if (!account) continue;
    const sorted = [...(keys.get(accountId) ?? [])].sort();
    for (let at = 0; at < sorted.length; at += PIECE)
      await recountThreads(ctx, account.get('id') as Id, sorted.slice(at, at + PIECE), transaction);
  }
}
