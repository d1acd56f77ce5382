import type { ErrorCode, Id } from '../../common';
import type { MailContext } from '../context';
import { asMailError, type MailError } from '../errors';
import { pushHint } from '../push';
import { findAccount, setState } from '../store/accounts';
import { withoutLimits } from '../store/limits';
import {
  accountsWithDueSends,
  claimOperation,
  dueSends,
  renewClaim,
  type OperationRow,
} from '../store/operations';
import { postponeSends, releaseSends } from '../store/sendSlots';
import { isServerWide, SERVER_WIDE } from '../smtp/errors';
import { nextAttempt } from './backoff';
import { Lane } from './lane';
import { isInSent } from './lookup';
import { asSend, type SendOperation } from './payload';
import {
  ClaimLost,
  composed,
  filed,
  finished,
  LeftSending,
  MustWait,
  save,
  submitted,
  SubmitFailed,
} from './send';

/** A process that has not renewed its claim for this long counts as dead. */
const CLAIM = 30_000;
const RENEWAL = 10_000;
/** Waits before each look into Sent for a mail whose end is unclear: Exchange files it a moment later. */
const LOOKUPS = [2_000, 8_000, 20_000, 120_000];
/** After so long a mail that could not be sent is its user's business again. */
const GIVE_UP = 24 * 60 * 60_000;
const MOST_INTERNAL = 5;

interface Running {
  tail: Promise<void>;
  stop: AbortController;
}

const running = new WeakMap<object, Map<string, Running>>();

/**
 * Sends what is due of an account, one mail after the other. It needs no lease and no IMAP connection of the
 * turn: each mail is claimed by compare-and-set, so that this may run beside a pull and on any node.
 */
export function drainSends(ctx: MailContext, accountId: Id): Promise<void> {
  const accounts = running.get(ctx.app) ?? new Map<string, Running>();
  running.set(ctx.app, accounts);
  const key = String(accountId);
  const before = accounts.get(key);
  const stop = before?.stop ?? new AbortController();
  const tail = (before?.tail ?? Promise.resolve()).then(() => sendAll(ctx, accountId, stop.signal));
  const quiet = tail.catch((cause: unknown) =>
    ctx.log.error('mail: sending stopped', { account: accountId, cause }),
  );
  const entry = { stop, tail: quiet.then(() => void (accounts.get(key) === entry && accounts.delete(key))) };
  accounts.set(key, entry);
  return tail;
}

/** Apps that are being stopped: nothing begins in them any more. */
const stopped = new WeakSet<object>();

/** {@link drainSends} in the background. */
export function startSends(ctx: MailContext, accountId: Id): void {
  if (process.env.MAIL_WORKER === 'off' || stopped.has(ctx.app)) return;
  // It is ours, not the request's that set it off.
  withoutLimits(() => void drainSends(ctx, accountId).catch(() => undefined));
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
  await Promise.all(all.map(({ tail }) => tail));
}

/** The app runs (again). */
export function allowSends(ctx: MailContext): void {
  stopped.delete(ctx.app);
}

/** Due mails for one connection; with more of them, several send side by side. */
const PER_LANE = 5;
const LANES = 3;
/** Operations that are read at a time: each holds a whole mail. */
const PAGE = 60;

async function sendAll(ctx: MailContext, accountId: Id, signal: AbortSignal): Promise<void> {
  const lanes: Lane[] = [];
  try {
    let paused = false;
    for (let after: Id | null = null; !signal.aborted && !paused;) {
      const due = await dueSends(ctx, accountId, { after, limit: PAGE });
      if (due.length === 0) return;
      after = due.at(-1)?.id ?? null;
      while (lanes.length < Math.min(LANES, Math.ceil(due.length / PER_LANE)))
        lanes.push(new Lane(ctx, accountId));
      const queue = due.values();
      const work = async (lane: Lane): Promise<void> => {
        for (const next of queue) {
          if (signal.aborted || paused) return;
          const claimed = await claimOperation(ctx, next, new Date(Date.now() + CLAIM));
          if (!claimed) continue;
          await withClaim(ctx, claimed, async () => {
            if ((await advance(ctx, asSend(claimed), lane, signal)) === 'pause') paused = true;
          });
        }
      };
      // Each is let finish what it has begun.
      const ends = await Promise.allSettled(lanes.map(work));
      for (const end of ends) if (end.status === 'rejected') throw end.reason;
    }
  } finally {
    for (const lane of lanes) lane.close();
  }
}

async function withClaim(ctx: MailContext, claimed: OperationRow, work: () => Promise<void>): Promise<void> {
  const timer = setInterval(() => {
    renewClaim(ctx, claimed, new Date(Date.now() + CLAIM)).catch(() => undefined);
  }, RENEWAL);
  try {
    hint(ctx, claimed);
    await work();
  } catch (error) {
    if (!(error instanceof ClaimLost)) throw error;
  } finally {
    clearInterval(timer);
    hint(ctx, claimed);
  }
}

/** `pause`: what is behind it in the queue has to wait, for the same reason. */
type Pace = 'pause' | void;

/** Goes on from where the operation stands. */
async function advance(
  ctx: MailContext,
  operation: SendOperation,
  lane: Lane,
  signal: AbortSignal,
): Promise<Pace> {
  if (operation.state === 'sending') return lookForIt(ctx, operation, lane);
  if (operation.state === 'sent') return finish(ctx, operation, lane);
  let current = operation;
  try {
    current = (await wentBefore(ctx, current))
      ? await save(ctx, current, { state: 'sent' })
      : await submitted(ctx, (current = await composed(ctx, current)), lane, signal);
  } catch (error) {
    if (error instanceof ClaimLost || error instanceof LeftSending) throw error;
    if (error instanceof MustWait) return waitTurn(ctx, current, error);
    const failure = error instanceof SubmitFailed ? error.reason : asMailError(error);
    return failed(ctx, error instanceof SubmitFailed ? error.operation : current, failure);
  }
  if (!lane.proven && (await releaseSends(ctx, operation.accountId, SERVER_WIDE)))
    startSends(ctx, operation.accountId);
  lane.proven = true;
  return finish(ctx, current, lane);
}

/** The mailbox has sent what it may for now: nothing is wrong, and nothing has failed. */
async function waitTurn(
  ctx: MailContext,
  operation: SendOperation,
  { until, perMinute }: MustWait,
): Promise<Pace> {
  await save(ctx, operation, { state: 'pending', reason: null, nextAttemptAt: until });
  await postponeSends(ctx, operation.accountId, { until, reason: null, perMinute });
  sendLater(ctx, operation.accountId, until);
  return 'pause';
}

/** Sooner than the next tick of the clock. */
function sendLater(ctx: MailContext, accountId: Id, at: Date): void {
  setTimeout(() => startSends(ctx, accountId), Math.max(0, at.getTime() - Date.now()) + 50).unref();
}

/** Sending what may have gone before was asked for: should it lie in Sent by now, it is not sent twice. */
async function wentBefore(ctx: MailContext, { accountId, progress }: SendOperation): Promise<boolean> {
  return Boolean(progress.lookFirst && progress.token && (await isInSent(ctx, accountId, progress.token)));
}

async function failed(ctx: MailContext, operation: SendOperation, error: MailError): Promise<Pace> {
  const { progress } = operation;
  if (error.code === 'internal')
    ctx.log.error('mail: a send failed', { operation: operation.id, cause: error.cause });
  else ctx.log.warn('mail: a send failed', { operation: operation.id, reason: error.code });
  if (error.code === 'send-unclear') return lookLater(ctx, operation, 0);
  await noteSending(ctx, operation, error.code);
  const failures = (progress.failures ?? 0) + 1;
  const old =
    Date.now() - (progress.since ?? 0) > GIVE_UP || (error.code === 'internal' && failures >= MOST_INTERNAL);
  const again = error.rule.reaction === 'retry' && !old;
  const nextAttemptAt = again ? nextAttempt(failures, error.retryAfter) : null;
  await save(ctx, operation, {
    ...{ state: again ? 'pending' : 'failed', reason: error.code, nextAttemptAt },
    progress: { ...progress, failures, params: error.params },
  });
  if (nextAttemptAt === null || !isServerWide(error)) return;
  // One mail asks whether it is over: the others would only be refused as well.
  await postponeSends(ctx, operation.accountId, { until: nextAttemptAt, reason: error.code, perMinute: 0 });
  return 'pause';
}

/** Whatever is sent from this account would fail for the same reason. */
async function noteSending(ctx: MailContext, operation: SendOperation, reason: ErrorCode): Promise<void> {
  const { accountId, progress } = operation;
  const own = async () => (await findAccount(ctx, accountId))?.address === progress.from;
  if (reason === 'smtp-disabled' || (reason === 'send-as-denied' && (await own())))
    await setState(ctx, accountId, 'receive-only', { reason });
}

/** The mail may have gone: it is looked for in Sent, and never sent again unasked. */
async function lookForIt(ctx: MailContext, operation: SendOperation, lane: Lane): Promise<void> {
  const { accountId, progress } = operation;
  let found: boolean;
  try {
    found = await isInSent(ctx, accountId, progress.token ?? '');
  } catch (error) {
    // Not an answer. The state keeps it from being sent.
    const { rule, retryAfter } = asMailError(error);
    const failures = (progress.failures ?? 0) + 1;
    const waits = rule.reaction === 'retry';
    const nextAttemptAt = waits ? nextAttempt(failures, retryAfter) : null;
    await save(ctx, operation, {
      // Nobody can look before somebody acts: asking on and on would be a login loop.
      ...(waits ? {} : { state: 'unclear' as const }),
      reason: 'send-unclear',
      nextAttemptAt,
      progress: { ...progress, failures },
    });
    return;
  }
  if (found) return finish(ctx, await save(ctx, operation, { state: 'sent' }), lane);
  return lookLater(ctx, operation, (progress.lookups ?? 0) + 1);
}

async function lookLater(ctx: MailContext, operation: SendOperation, lookups: number): Promise<void> {
  const wait = LOOKUPS[lookups];
  const progress = { ...operation.progress, lookups };
  if (wait === undefined) {
    await save(ctx, operation, { state: 'unclear', reason: 'send-unclear', nextAttemptAt: null, progress });
    return;
  }
  const nextAttemptAt = new Date(Date.now() + wait);
  await save(ctx, operation, { state: 'sending', reason: 'send-unclear', nextAttemptAt, progress });
  sendLater(ctx, operation.accountId, nextAttemptAt);
}

/** The mail is sent; what is left may fail without making that undone. */
async function finish(ctx: MailContext, operation: SendOperation, lane: Lane): Promise<void> {
  let current = operation;
  try {
    current = await filed(ctx, current, lane);
  } catch (error) {
    if (error instanceof ClaimLost) throw error;
    const { code, retryAfter } = asMailError(error);
    const failures = (current.progress.failures ?? 0) + 1;
    ctx.log.warn('mail: the sent copy is not filed yet', { operation: current.id, reason: code, failures });
    if (failures < MOST_INTERNAL) {
      const progress = { ...current.progress, failures };
      await save(ctx, current, { state: 'sent', nextAttemptAt: nextAttempt(failures, retryAfter), progress });
      return;
    }
  }
  await finished(ctx, current);
}

function hint(ctx: MailContext, { userId, accountId }: OperationRow): void {
  pushHint(ctx, userId, { accountId, folderIds: [], what: ['operations'] });
}
