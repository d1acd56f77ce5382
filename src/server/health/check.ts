import type { AccountState, HealthView } from '../../common';
import type { MailContext } from '../context';
import { failuresSince } from '../store/events';
import { accountFigures, nodeFigures, queueFigures, sendFigures, type StateFigures } from '../store/figures';

const DAY = 24 * 60 * 60_000;
/** Healthy accounts are looked at every minute; one that was not for so long is served by nobody. */
const STALE = 10 * 60_000;

/** States of an account that does what it should; the others wait for something. */
const WORKING: readonly AccountState[] = ['connecting', 'syncing', 'connected', 'receive-only'];
/** States in which nobody expects a sync: an administrator or the owner has to act first. */
const WAITING: readonly AccountState[] = ['paused', 'reconnect', 'blocked'];

/** How all accounts fare, by the database alone, so that it is true for every node. */
export async function checkHealth(ctx: MailContext, now = Date.now()): Promise<HealthView> {
  const yesterday = new Date(now - DAY);
  const [accounts, queue, failures, sends, nodes] = await Promise.all([
    accountFigures(ctx, new Date(now - STALE)),
    queueFigures(ctx),
    failuresSince(ctx, yesterday),
    sendFigures(ctx, yesterday),
    nodeFigures(ctx),
  ]);
  return {
    status: statusOf(accounts),
    accounts: Object.fromEntries(accounts.map(({ state, accounts: count }) => [state, count])),
    syncLag: syncLag(accounts, now),
    queue: { length: queue.length, oldest: queue.since && secondsSince(queue.since, now) },
    failures,
    sends,
    nodes,
    checkedAt: new Date(now).toISOString(),
  };
}

/** By those that an administrator has not paused. */
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
