import { Op, type Transaction } from 'sequelize';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { table } from './rows';
import { recountThreads } from './threadRows';

/** What a transaction has changed of threads so far. */
interface Touched {
  ctx: MailContext;
  /** Keys by account. */
  keys: Map<string, Set<string>>;
  messageIds: Set<Id>;
}

const touched = new WeakMap<Transaction, Touched>();

/** Threads counted at a time. */
const PIECE = 500;

function touchedBy(ctx: MailContext, transaction: Transaction): Touched {
  const known = touched.get(transaction);
  if (known) return known;
  const fresh: Touched = { ctx, keys: new Map(), messageIds: new Set() };
  touched.set(transaction, fresh);
  return fresh;
}

/**
 * Mails of these threads come, go or change in this transaction: before it ends, `mailThreads` is brought up to
 * them. Costs nothing by itself, however often a thread is named. The transaction must be one of `inTransaction`.
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

/** The same, by mails that are still there when the transaction ends. */
export function touchMessages(ctx: MailContext, ids: Iterable<Id>, transaction: Transaction): void {
  const { messageIds } = touchedBy(ctx, transaction);
  for (const id of ids) messageIds.add(id);
}

/** The threads of mails that are about to be deleted. */
export async function touchThreadsOf(
  ctx: MailContext,
  ids: readonly Id[],
  transaction: Transaction,
): Promise<void> {
  for (let at = 0; at < ids.length; at += PIECE) {
    const rows = (await table(ctx, 'mailMessages').findAll({
      where: { id: { [Op.in]: ids.slice(at, at + PIECE) } },
      attributes: ['accountId', 'threadKey'],
      raw: true,
      transaction,
    })) as unknown as Array<{ accountId: Id; threadKey: string | null }>;
    for (const { accountId, threadKey } of rows)
      if (threadKey !== null) touchThreads(ctx, accountId, [threadKey], transaction);
  }
}

/**
 * The last step of a transaction. Only now are mails asked for their threads: another transaction may have joined
 * these meanwhile, and after its own changes this one sees that.
 */
export async function settleThreads(transaction: Transaction): Promise<void> {
  const all = touched.get(transaction);
  if (!all) return;
  const { ctx, keys, messageIds } = all;
  await touchThreadsOf(ctx, [...messageIds], transaction);
  // One order for everybody, so that no two wait for each other.
  for (const accountId of [...keys.keys()].sort()) {
    // Held until the commit: who counts the same threads at the same time would miss what this one has changed.
    const lock = transaction.LOCK.UPDATE;
    const account = await table(ctx, 'mailAccounts').findByPk(accountId, {
      ...{ attributes: ['id'], lock, transaction },
    });
    // Disconnected: what is left of it is being deleted.
    if (!account) continue;
    const sorted = [...(keys.get(accountId) ?? [])].sort();
    for (let at = 0; at < sorted.length; at += PIECE)
      await recountThreads(ctx, account.get('id') as Id, sorted.slice(at, at + PIECE), transaction);
  }
}
