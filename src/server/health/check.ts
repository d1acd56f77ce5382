import type { AccountState, HealthView } from '../../common';
import type { MailContext } from '../context';
import { missingOfHost, outdatedTables } from '../host';
import { presentTime } from '../store/db/clock';
import { backfillFigures } from '../store/accounts/backfills';
import { failuresSince } from '../store/accounts/events';
import {
  accountFigures,
  nodeFigures,
  queueFigures,
  sendFigures,
  type StateFigures,
} from '../store/accounts/figures';

const DAY = 24 * 60 * 60_000;
/**
 * Milliseconds. Healthy accounts are checked every minute; after this long without a check, no node serves the account.
 */
const STALE = 10 * 60_000;

/** States of an account that works as it should; in the others it waits for something. */
const WORKING: readonly AccountState[] = ['connecting', 'syncing', 'connected', 'receive-only'];
/** States in which no sync is expected: an administrator or the owner has to act first. */
const WAITING: readonly AccountState[] = ['paused', 'reconnect', 'blocked'];

/** If no mail is served, nothing is counted either. */
const NOTHING: Omit<HealthView, 'checkedAt'> = {
  ...{ status: 'down', accounts: {}, syncLag: null, queue: { length: 0, oldest: null } },
  ...{ failures: {}, sends: { sent: 0, failed: 0 }, nodes: {}, backfills: [] },
};

/** The health of all accounts. It relies only on the database and its clock, so the answer is valid for every node. */
export async function checkHealth(ctx: MailContext, at?: number): Promise<HealthView> {
  const now = at ?? (await presentTime(ctx));
  const checkedAt = new Date(now).toISOString();
  const upgrade = outdatedTables(ctx);
  if (upgrade.length > 0) return { ...NOTHING, upgrade, checkedAt };
  const host = missingOfHost(ctx);
  if (host.length > 0) return { ...NOTHING, host, checkedAt };
  const yesterday = new Date(now - DAY);
  const [accounts, queue, failures, sends, nodes, backfills] = await Promise.all([
    accountFigures(ctx, new Date(now - STALE)),
    queueFigures(ctx),
    failuresSince(ctx, yesterday),
    sendFigures(ctx, yesterday),
    nodeFigures(ctx),
    backfillFigures(ctx),
  ]);
  return {
    status: statusOf(accounts),
    accounts: Object.fromEntries(accounts.map(({ state, accounts: count }) => [state, count])),
    syncLag: syncLag(accounts, now),
    queue: { length: queue.length, oldest: queue.since && secondsSince(queue.since, now) },
    failures,
    sends,
    nodes,
    backfills,
    checkedAt,
  };
}

/** The overall status, ignoring accounts paused by an administrator. */
export function statusOf(figures: readonly StateFigures[]): HealthView['status'] {
  const sum = (some: readonly StateFigures[], of: 'accounts' | 'recent') =>
    some.reduce((total, one) => total + one[of], 0);
  const wanted = sum(
    figures.filter(({ state }) => state !== 'paused'),
    'accounts',
  );
  const working = sum(
    figures.filter(({ state }) => WORKING.includes(state)),
    'recent',
  );
  if (working === wanted) return 'ok';
  return working === 0 ? 'down' : 'degraded';
}

/** Seconds since the last sync of the account that has waited longest, among those that should sync. */
export function syncLag(figures: readonly StateFigures[], now: number): number | null {
  const waits = figures
    .filter(({ state }) => !WAITING.includes(state))
    .map(({ oldest }) => secondsSince(oldest, now));
  return waits.length > 0 ? Math.max(...waits) : null;
}

const secondsSince = (date: Date, now: number): number =>
  Math.max(0, Math.round((now - date.getTime()) / 1000));
