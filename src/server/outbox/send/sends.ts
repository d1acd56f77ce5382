import type { Id } from '../../../common';
import { perApp } from '../../appState';
import type { MailContext } from '../../context';
import { causeText } from '../../errors';
import { doesMailWork } from '../../mailWork';
import { wake } from '../../store/accounts/accounts';
import { unrestricted } from '../../store/rowSecurity/rowSecurity';
import { accountsWithDueSends } from '../../store/outbox/operations';
import { sendRound } from './sendWorker';

/** An account whose messages are being sent. */
interface Running {
  stop: AbortController;
  /** Settles when the current round ends. */
  current: Promise<void>;
  /** Settles when the following round ends, which sends what came too late for the current one. */
  next: Promise<void> | null;
}

/** Milliseconds by which the clocks of this process and the database may differ while it waits. */
const MARGIN = 50;

const sends = perApp('sends', () => ({
  running: new Map<string, Running>(),
  /** The app is stopping: nothing new is started. */
  stopped: false,
}));

/**
 * Sends what is due from an account, after what this process is already sending for it. Throws what ended the round
 * early; interrupted sends are found again later.
 */
export function drainSends(ctx: MailContext, accountId: Id): Promise<void> {
  const { running } = sends(ctx);
  const key = String(accountId);
  const entry = running.get(key);
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
  running.set(key, begun);
  void leave(running, key, begun);
  return begun.current;
}

async function begin(ctx: MailContext, accountId: Id, signal: AbortSignal): Promise<void> {
  const again = (wait?: number): void => {
    if (wait === undefined) return startSends(ctx, accountId);
    // Doesn't wait for the next tick of the periodic timer.
    setTimeout(() => startSends(ctx, accountId), Math.max(0, wait) + 50).unref();
  };
  try {
    await sendRound(ctx, accountId, { signal, again });
  } catch (cause) {
    ctx.log.error('mail: sending stopped', { account: accountId, cause: causeText(cause) });
    throw cause;
  }
}

/** Forgets the account once it has no rounds left. */
async function leave(running: Map<string, Running>, key: string, entry: Running): Promise<void> {
  for (let ended: Promise<void> | null = null; ended !== entry.current || entry.next;) {
    ended = entry.current;
    await ended.catch(() => undefined);
  }
  running.delete(key);
}

/** {@link drainSends} in the background. */
export function startSends(ctx: MailContext, accountId: Id): void {
  if (!doesMailWork(ctx) || sends(ctx).stopped) return;
  // Unrestricted, since this is the plugin's own work and not the triggering request's.
  unrestricted(() => void drainSends(ctx, accountId).catch(() => undefined));
}

/**
 * Starts sending at the owner's request: here, or on the node that serves the account if this one does no mail work.
 * `wait`: milliseconds until there is something to send. If this process ends before that, the outbox's next tick
 * sends it.
 */
export async function askToSend(ctx: MailContext, accountId: Id, wait = 0): Promise<void> {
  if (!doesMailWork(ctx)) return wake(ctx, accountId);
  if (wait === 0) return startSends(ctx, accountId);
  unrestricted(() => void setTimeout(() => startSends(ctx, accountId), wait + MARGIN).unref());
}

/**
 * Starts everything that is due, of any account: sends waiting for another attempt, and those left by a dead process.
 */
export async function startDueSends(ctx: MailContext): Promise<void> {
  for (const accountId of await accountsWithDueSends(ctx)) startSends(ctx, accountId);
}

/** Stops all sending before the app stops; interrupted sends are found again later. */
export async function stopSends(ctx: MailContext): Promise<void> {
  const state = sends(ctx);
  state.stopped = true;
  const all = [...state.running.values()];
  for (const { stop } of all) stop.abort();
  await Promise.all(all.map(({ current, next }) => (next ?? current).catch(() => undefined)));
}

/** Allows sending: the app is running (again). */
export function allowSends(ctx: MailContext): void {
  sends(ctx).stopped = false;
}
