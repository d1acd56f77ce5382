import { Op, UniqueConstraintError, type Transaction } from 'sequelize';
import type { AccountState, ErrorCode, Id } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { emitTrouble, emitWake, pushHint } from '../push';
import { presentDate } from './clock';
import { addEvent, addStateEvent } from './events';
import { keepOwnIdentity } from './identities';
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
  /** Of a shared mailbox: the account by whose credential it is opened. */
  parentId: Id | null;
  state: AccountState;
  reason: ErrorCode | null;
  stateSince: Date | null;
  retryAt: Date | null;
  failures: number;
  progressDone: number;
  progressTotal: number;
  /** Mails stored per second, of late, and when that was so. */
  progressRate: number | null;
  progressAt: Date | null;
  /** Mails from before this day, YYYY-MM-DD, are not loaded; null is everything. */
  syncFrom: string | null;
  lastSyncAt: Date | null;
  unread: number;
  wakeAt: Date | null;
  /** What the owner was last told of. */
  notifiedReason: ErrorCode | null;
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
    // Not a shared mailbox: it bears its parent's identity, and its address is nobody's who signs in.
    where: { userId, provider, parentId: null, [Op.or]: [{ address }, { identity }] },
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
      const begun = { state: 'connecting', reason: null, retryAt: null, failures: 0, stateSince: new Date() };
      const known = await findMailbox(ctx, mailbox, transaction);
      const accounts = table(ctx, 'mailAccounts');
      if (!known) await refuseShared(ctx, mailbox, transaction);
      // Whom an administrator has paused cannot go on by signing in.
      const state = { ...(known?.state === 'paused' ? {} : begun), notifiedReason: null };
      if (known) await accounts.update({ ...mailbox, ...state }, { where: { id: known.id }, transaction });
      const accountId =
        known?.id ??
        ((await accounts.create({ ...mailbox, ...state, threadsBuilt: true }, { transaction })).get(
          'id',
        ) as Id);
      await keepOwnIdentity(ctx, { ...mailbox, id: accountId }, known?.address ?? null, transaction);
      const [token, created] = await table(ctx, 'mailTokens').findOrCreate({
        where: { accountId },
        defaults: { accountId, credential, version: 1 },
        transaction,
      });
      // A node that is renewing the old credential right now loses its compare-and-set.
      if (!created)
        await token.update({ credential, version: Number(token.get('version')) + 1 }, { transaction });
      return { accountId, kind: known ? ('reconnected' as const) : ('connected' as const) };
    });
  const { accountId, kind } = await save().catch((error: unknown) => {
    // Two sign-ins to one mailbox ended at once; the other one has made the row.
    if (error instanceof UniqueConstraintError) return save();
    throw error;
  });
  await addEvent(ctx, accountId, kind);
  return accountId;
}

/** A mailbox that is here as a shared one stays that until it is disconnected. */
async function refuseShared(
  ctx: MailContext,
  { userId, provider, address }: ProvenMailbox,
  transaction: Transaction,
): Promise<void> {
  const where = { userId, provider, address, parentId: { [Op.ne]: null } };
  if (await table(ctx, 'mailAccounts').findOne({ where, transaction })) throw new MailError('address-exists');
}

export interface StateDetails {
  reason?: ErrorCode | null;
  /** When the worker tries again; for a throttled account what the server asked for. */
  retryAt?: Date | null;
}

/** States that last until somebody acts: the owner is told, once a reason. */
const TOLD: readonly AccountState[] = ['reconnect', 'blocked', 'unavailable', 'receive-only'];

/**
 * Sets what a person reads about an account, notes it among its events, and tells the browsers when it is
 * news. A paused account stays paused, whatever was under way when it was.
 */
export async function setState(
  ctx: MailContext,
  accountId: Id,
  state: AccountState,
  { reason = null, retryAt = null }: StateDetails = {},
): Promise<void> {
  const account = await findAccount(ctx, accountId);
  if (!account) return;
  const changed = account.state !== state;
  const [updated] = await table(ctx, 'mailAccounts').update(
    {
      ...{ state, reason, retryAt },
      ...(changed ? { stateSince: await presentDate(ctx) } : {}),
      ...(state === 'connected' ? { notifiedReason: null } : {}),
      // Kept over what comes in between: it is still so when that is over.
      ...(account.state === 'receive-only' && changed && state !== 'connected'
        ? { notifiedReason: account.reason }
        : {}),
    },
    { where: { id: accountId, state: { [Op.ne]: 'paused' } } },
  );
  // MySQL counts what is different only; the same failure again within a second is none of that.
  if (updated === 0 && (await findAccount(ctx, accountId))?.state !== state) return;
  if (changed || account.reason !== reason) {
    pushHint(ctx, account.userId, { accountId, folderIds: [], what: ['account'] });
  }
  await addStateEvent(ctx, accountId, account.state, state, reason);
  if (reason && TOLD.includes(state) && (await claimNotice(ctx, accountId, state, reason))) {
    const { userId, address } = account;
    emitTrouble(ctx, { accountId, userId, address, state, reason });
  }
}

/** Of everybody who finds the same out, one tells the owner; nobody does of what is over by now. */
async function claimNotice(
  ctx: MailContext,
  accountId: Id,
  state: AccountState,
  reason: ErrorCode,
): Promise<boolean> {
  const untold = { [Op.or]: [{ [Op.is]: null }, { [Op.ne]: reason }] };
  const [claimed] = await table(ctx, 'mailAccounts').update(
    { notifiedReason: reason },
    { where: { id: accountId, state, reason, notifiedReason: untold }, silent: true },
  );
  return claimed === 1;
}

/** Stops the service of an account, on whichever node, until {@link resumeAccount}. */
export async function pauseAccount(ctx: MailContext, account: AccountRow): Promise<void> {
  const values = { state: 'paused', reason: null, retryAt: null, stateSince: new Date() };
  await changePause(ctx, account, 'paused', values);
}

export async function resumeAccount(ctx: MailContext, account: AccountRow): Promise<void> {
  const values = { state: 'connecting', reason: null, retryAt: null, failures: 0, stateSince: new Date() };
  await changePause(ctx, account, 'resumed', values);
}

async function changePause(
  ctx: MailContext,
  { id, userId }: AccountRow,
  kind: 'paused' | 'resumed',
  values: Record<string, unknown>,
): Promise<void> {
  // Asked for twice it happens once.
  const state = kind === 'resumed' ? 'paused' : { [Op.ne]: 'paused' };
  const [updated] = await table(ctx, 'mailAccounts').update(values, { where: { id, state } });
  if (updated === 0) return;
  pushHint(ctx, userId, { accountId: id, folderIds: [], what: ['account'] });
  await addEvent(ctx, id, kind);
  await wake(ctx, id);
}

/**
 * Asks for a turn of this account soon, on whichever node serves it. By the database's clock, as what it is compared
 * with: since when the account waits, and when its last turn began.
 */
export async function wake(ctx: MailContext, accountId: Id): Promise<void> {
  const wakeAt = await presentDate(ctx);
  await table(ctx, 'mailAccounts').update({ wakeAt }, { where: { id: accountId }, silent: true });
  emitWake(ctx, accountId);
}

/** The wake-ups until then have been answered: no other node need answer them again. */
export async function answerWakes(ctx: MailContext, accountId: Id, until: Date): Promise<void> {
  await table(ctx, 'mailAccounts').update(
    { wakeAt: null },
    { where: { id: accountId, wakeAt: { [Op.lte]: until } }, silent: true },
  );
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
