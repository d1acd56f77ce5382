import type { Id } from '../../common';
import type { MailContext } from '../context';
import { causeText } from '../errors';
import { doesMailWork } from '../mailWork';
import { wake } from '../store/accounts';
import { withoutLimits } from '../store/limits';
import { accountsWithDueSends } from '../store/operations';
import { sendRound } from './round';

/** An account whose mails are being sent. */
interface Running {
  stop: AbortController;
  /** The end of the round that is under way. */
  current: Promise<void>;
  /** The end of the one behind it, which sends what came too late for that. */
  next: Promise<void> | null;
}

const running = new WeakMap<object, Map<string, Running>>();

/** Apps that are being stopped: nothing begins in them any more. */
const stopped = new WeakSet<object>();

/**
 * Sends what is due of an account, behind what this process sends of it already. Throws what ended the round
 * before its time; what was under way is found again.
 */
export function drainSends(ctx: MailContext, accountId: Id): Promise<void> {
  const accounts = running.get(ctx.app) ?? new Map<string, Running>();
  running.set(ctx.app, accounts);
  const key = String(accountId);
  const entry = accounts.get(key);
  if (entry) {
    const { stop } = entry;
    entry.next ??= entry.current
      .catch(() => undefined)
      .then(() => {
        Object.assign(entry, { current: begin(ctx, accountId, stop.signal), next: null });
        return entry.current;
      });
    return entry.next;
  }
  const stop = new AbortController();
  const begun: Running = { stop, current: begin(ctx, accountId, stop.signal), next: null };
  accounts.set(key, begun);
  void leave(accounts, key, begun);
  return begun.current;
}

async function begin(ctx: MailContext, accountId: Id, signal: AbortSignal): Promise<void> {
  const again = (wait?: number): void => {
    if (wait === undefined) return startSends(ctx, accountId);
    // Sooner than the next tick of the clock.
    setTimeout(() => startSends(ctx, accountId), Math.max(0, wait) + 50).unref();
  };
  try {
    await sendRound(ctx, accountId, { signal, again });
  } catch (cause) {
    ctx.log.error('mail: sending stopped', { account: accountId, cause: causeText(cause) });
    throw cause;
  }
}

/** Forgets the account once no round of it is left. */
async function leave(accounts: Map<string, Running>, key: string, entry: Running): Promise<void> {
  for (let ended: Promise<void> | null = null; ended !== entry.current || entry.next;) {
    ended = entry.current;
    await ended.catch(() => undefined);
  }
  accounts.delete(key);
}

/** {@link drainSends} in the background. */
export function startSends(ctx: MailContext, accountId: Id): void {
  if (!doesMailWork(ctx) || stopped.has(ctx.app)) return;
  // It is ours, not the request's that set it off.
  withoutLimits(() => void drainSends(ctx, accountId).catch(() => undefined));
}

/** The owner has asked for it: begun here at once, or by whoever serves the account where this node does no mail work. */
export async function askToSend(ctx: MailContext, accountId: Id): Promise<void> {
  if (doesMailWork(ctx)) startSends(ctx, accountId);
  else await wake(ctx, accountId);
}

/** Everything that is due, of any account: what waits for another attempt, and what a dead process left. */
export async function startDueSends(ctx: MailContext): Promise<void> {
  for (const accountId of await accountsWithDueSends(ctx)) startSends(ctx, accountId);
}

/** Stops what is under way, before the app does; what was cut off is found again. */
export async function stopSends(ctx: MailContext): Promise<void> {
  stopped.add(ctx.app);
  const all = [...(running.get(ctx.app)?.values() ?? [])];
  for (const { stop } of all) stop.abort();
  await Promise.all(all.map(({ current, next }) => (next ?? current).catch(() => undefined)));
}

/** The app runs (again). */
export function allowSends(ctx: MailContext): void {
  stopped.delete(ctx.app);
}
