import { Op, UniqueConstraintError, type Transaction } from 'sequelize';
import type { AccountState, ErrorCode, Id } from '../../common';
import type { MailContext } from '../context';
import { emitWake, pushHint } from '../push';
import { sameId, table } from './rows';
import { inTransaction } from './transaction';

/** An account as the server's rooms see it. */
export interface AccountRow {
  id: Id;
  userId: Id;
  provider: string;
  address: string;
  displayName: string;
  identity: string | null;
  state: AccountState;
  reason: ErrorCode | null;
  stateSince: Date | null;
  retryAt: Date | null;
  failures: number;
  progressDone: number;
  progressTotal: number;
  lastSyncAt: Date | null;
  unread: number;
  wakeAt: Date | null;
}

export async function findAccount(ctx: MailContext, accountId: Id): Promise<AccountRow | null> {
  const row = await table(ctx, 'mailAccounts').findByPk(accountId);
  return row && (row.get({ plain: true }) as unknown as AccountRow);
}

/** The account, if it is this user's. */
export async function findOwnAccount(
  ctx: MailContext,
  userId: Id,
  accountId: Id,
): Promise<AccountRow | null> {
  const account = await findAccount(ctx, accountId);
  return account && sameId(account.userId, userId) ? account : null;
}

/** Ids of the accounts that a user connected. */
export async function accountIdsOf(ctx: MailContext, userId: Id): Promise<Id[]> {
  const rows = await table(ctx, 'mailAccounts').findAll({ where: { userId }, attributes: ['id'] });
  return rows.map((row) => row.get('id') as Id);
}

/** A mailbox that a user has just proved to own. */
export interface ProvenMailbox {
  userId: Id;
  provider: string;
  identity: string;
  address: string;
  displayName: string;
}

/** The user's account of that mailbox: by its address, or by the person where the address was changed. */
export async function findMailbox(
  ctx: MailContext,
  { userId, provider, address, identity }: ProvenMailbox,
  transaction?: Transaction,
): Promise<AccountRow | null> {
  const rows = await table(ctx, 'mailAccounts').findAll({
    where: { userId, provider, [Op.or]: [{ address }, { identity }] },
    transaction,
  });
  const accounts = rows.map((row) => row.get({ plain: true }) as unknown as AccountRow);
  return accounts.find((account) => account.address === address) ?? accounts[0] ?? null;
}

/**
 * Stores the account with its sealed credential, both or neither. A mailbox that the user has connected
 * before keeps its row and its mail.
 */
export async function saveConnected(
  ctx: MailContext,
  mailbox: ProvenMailbox,
  credential: string,
): Promise<Id> {
  const save = () =>
    inTransaction(ctx, async (transaction) => {
      const state = { state: 'connecting', reason: null, retryAt: null, failures: 0, stateSince: new Date() };
      const known = await findMailbox(ctx, mailbox, transaction);
      const accounts = table(ctx, 'mailAccounts');
      if (known) await accounts.update({ ...mailbox, ...state }, { where: { id: known.id }, transaction });
      const accountId =
        known?.id ?? ((await accounts.create({ ...mailbox, ...state }, { transaction })).get('id') as Id);
      const [token, created] = await table(ctx, 'mailTokens').findOrCreate({
        where: { accountId },
        defaults: { accountId, credential, version: 1 },
        transaction,
      });
      // A node that is renewing the old credential right now loses its compare-and-set.
      if (!created)
        await token.update({ credential, version: Number(token.get('version')) + 1 }, { transaction });
      return accountId;
    });
  try {
    return await save();
  } catch (error) {
    // Two sign-ins to one mailbox ended at once; the other one has made the row.
    if (error instanceof UniqueConstraintError) return save();
    throw error;
  }
}

export interface StateDetails {
  reason?: ErrorCode | null;
  /** When the worker tries again; for a throttled account what the server asked for. */
  retryAt?: Date | null;
}

/** Sets what a person reads about an account, and tells the browsers when it is news. */
export async function setState(
  ctx: MailContext,
  accountId: Id,
  state: AccountState,
  { reason = null, retryAt = null }: StateDetails = {},
): Promise<void> {
  const account = await findAccount(ctx, accountId);
  if (!account) return;
  const changed = account.state !== state;
  await table(ctx, 'mailAccounts').update(
    { state, reason, retryAt, ...(changed ? { stateSince: new Date() } : {}) },
    { where: { id: accountId } },
  );
  if (changed || account.reason !== reason) {
    pushHint(ctx, account.userId, { accountId, folderIds: [], what: ['account'] });
  }
}

/** Asks for a turn of this account soon, on whichever node serves it. */
export async function wake(ctx: MailContext, accountId: Id): Promise<void> {
  await table(ctx, 'mailAccounts').update({ wakeAt: new Date() }, { where: { id: accountId }, silent: true });
  emitWake(ctx, accountId);
}

/** After an admin changed a provider's settings: every account that waited for that tries again at once. */
export async function wakeBlocked(ctx: MailContext, provider: string): Promise<void> {
  const rows = await table(ctx, 'mailAccounts').findAll({
    where: { provider, state: { [Op.in]: ['blocked', 'unreachable', 'unavailable'] } },
    attributes: ['id'],
  });
  for (const row of rows) {
    await table(ctx, 'mailAccounts').update(
      { retryAt: null },
      { where: { id: row.get('id') }, silent: true },
    );
    await wake(ctx, row.get('id') as Id);
  }
}
