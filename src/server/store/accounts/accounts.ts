import { Op } from 'sequelize';
import type { AccountState, ErrorCode, Id } from '../../../common';
import type { MailContext } from '../../context';
import { emitTrouble, emitWake, pushHint } from '../../push';
import { presentDate } from '../db/clock';
import { addEvent, addStateEvent } from './events';
import { rowAs, rowsAs, sameId, table } from '../db/rows';

/** An account as the server's modules see it. */
export interface AccountRow {
  id: Id;
  userId: Id;
  provider: string;
  address: string;
  displayName: string;
  identity: string | null;
  /** For a shared mailbox: the account whose credentials open it. */
  parentId: Id | null;
  signInName: string | null;
  state: AccountState;
  reason: ErrorCode | null;
  stateSince: Date | null;
  retryAt: Date | null;
  failures: number;
  progressDone: number;
  progressTotal: number;
  /** Messages stored per second recently, and when that was measured. */
  progressRate: number | null;
  progressAt: Date | null;
  /** Messages from before this day (YYYY-MM-DD) aren't loaded; null loads everything. */
  syncFrom: string | null;
  lastSyncAt: Date | null;
  unread: number;
  /** Octets of a message that its mail server accepts; null if that isn't known. */
  maxMessageSize: number | null;
  wakeAt: Date | null;
  /** When somebody last asked to check everything. */
  fullSyncAskedAt: Date | null;
  /** The reason the owner was last notified of. */
  notifiedReason: ErrorCode | null;
}

/** The account with this id; null if there is none. */
export async function findAccount(ctx: MailContext, accountId: Id): Promise<AccountRow | null> {
  const row = await table(ctx, 'mailAccounts').findByPk(accountId);
  return rowAs<AccountRow>(row);
}

/** The account, or null if it isn't this user's. */
export async function findOwnAccount(
  ctx: MailContext,
  userId: Id,
  accountId: Id,
): Promise<AccountRow | null> {
  const account = await findAccount(ctx, accountId);
  return account && sameId(account.userId, userId) ? account : null;
}

/** The accounts with these ids. */
export const findAccounts = async (ctx: MailContext, ids: readonly Id[]): Promise<AccountRow[]> =>
  rowsAs<AccountRow>(await table(ctx, 'mailAccounts').findAll({ where: { id: { [Op.in]: [...ids] } } }));

/** Ids of the accounts that a user connected. */
export async function accountIdsOf(ctx: MailContext, userId: Id): Promise<Id[]> {
  const rows = await table(ctx, 'mailAccounts').findAll({ where: { userId }, attributes: ['id'] });
  return rows.map((row) => row.get('id') as Id);
}

export async function accountAddresses(ctx: MailContext, ids: readonly Id[]): Promise<string[]> {
  const where = { id: { [Op.in]: [...ids] } };
  const rows = await table(ctx, 'mailAccounts').findAll({ where, attributes: ['address'] });
  return rows.map((row) => row.get('address') as string);
}

export interface StateDetails {
  reason?: ErrorCode | null;
  /** When the worker tries again; for a throttled account, the time that the server asked for. */
  retryAt?: Date | null;
}

/** States that last until somebody acts: the owner is notified once per reason. */
const TOLD: readonly AccountState[] = ['reconnect', 'blocked', 'unavailable', 'receive-only'];

/**
 * Sets the state that people see for an account, adds it to the account's events, and tells the browsers if it's new. A
 * paused account stays paused, whatever was in progress when it was paused.
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
      // `receive-only` still holds once the state in between is over, so the owner isn't notified again.
      ...(account.state === 'receive-only' && changed && state !== 'connected'
        ? { notifiedReason: account.reason }
        : {}),
    },
    { where: { id: accountId, state: { [Op.ne]: 'paused' } } },
  );
  // MySQL counts only rows that change, and the same failure again within a second changes nothing.
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

/** If several find out the same thing, only one of them tells the owner; none does if it's over by now. */
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

/** Stops serving an account, on any node, until {@link resumeAccount}. */
export async function pauseAccount(ctx: MailContext, account: AccountRow): Promise<void> {
  const stateSince = await presentDate(ctx);
  const values = { state: 'paused', reason: null, retryAt: null, stateSince };
  await changePause(ctx, account, 'paused', values);
}

/** Resumes serving a paused account, on whichever node; does nothing if it isn't paused. */
export async function resumeAccount(ctx: MailContext, account: AccountRow): Promise<void> {
  const stateSince = await presentDate(ctx);
  const values = { state: 'connecting', reason: null, retryAt: null, failures: 0, stateSince };
  await changePause(ctx, account, 'resumed', values);
}

async function changePause(
  ctx: MailContext,
  { id, userId }: AccountRow,
  kind: 'paused' | 'resumed',
  values: Record<string, unknown>,
): Promise<void> {
  // Asking twice has no further effect.
  const state = kind === 'resumed' ? 'paused' : { [Op.ne]: 'paused' };
  const [updated] = await table(ctx, 'mailAccounts').update(values, { where: { id, state } });
  if (updated === 0) return;
  pushHint(ctx, userId, { accountId: id, folderIds: [], what: ['account'] });
  await addEvent(ctx, id, kind);
  await wake(ctx, id);
}

/**
 * Asks for a turn of this account soon, on whichever node serves it. The time is from the database's clock, like those
 * it's compared with: since when the account waits, and when its last turn began.
 */
export async function wake(ctx: MailContext, accountId: Id): Promise<void> {
  await wakeWith(ctx, accountId, (now) => ({ wakeAt: now }));
}

/** Like {@link wake}, for a turn that also compares the flags of all messages, which otherwise waits for minutes. */
export async function askForFullSync(ctx: MailContext, accountId: Id): Promise<void> {
  await wakeWith(ctx, accountId, (now) => ({ wakeAt: now, fullSyncAskedAt: now }));
}

async function wakeWith(
  ctx: MailContext,
  accountId: Id,
  valuesAt: (now: Date) => Record<string, Date>,
): Promise<void> {
  const values = valuesAt(await presentDate(ctx));
  await table(ctx, 'mailAccounts').update(values, { where: { id: accountId }, silent: true });
  emitWake(ctx, accountId);
}

/** Marks wake-ups up to `until` as answered, so that no other node answers them again. */
export async function answerWakes(ctx: MailContext, accountId: Id, until: Date): Promise<void> {
  await table(ctx, 'mailAccounts').update(
    { wakeAt: null },
    { where: { id: accountId, wakeAt: { [Op.lte]: until } }, silent: true },
  );
}

/** Called after an admin changes a provider's settings: every account that waited for it tries again immediately. */
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
