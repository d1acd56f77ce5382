import type { ErrorCode } from '../../common';
import { asMailError, causeText, type MailError } from '../errors';
import { isServerWide } from '../smtp/errors';
import { setState } from '../store/accounts';
import { presentTime } from '../store/clock';
import { attemptAgain } from './backoff';
import type { Desk } from './desk';
import { finish, MOST_INTERNAL } from './finish';
import { isInSent } from './lookup';
import type { SendOperation } from './payload';
import type { MustWait } from './submit';

/** Waits before each look into Sent for a mail whose end is unclear: Exchange files it a moment later. */
const LOOKUPS = [2_000, 8_000, 20_000, 120_000];
/** After so long a mail that could not be sent is its user's business again. */
const GIVE_UP = 24 * 60 * 60_000;

/** The mailbox has sent what it may for now: nothing is wrong, and nothing has failed. */
export async function waitTurn(
  desk: Desk,
  operation: SendOperation,
  { until, perMinute }: MustWait,
): Promise<void> {
  await desk.save(operation, { state: 'pending', reason: null, nextAttemptAt: until });
  await desk.postpone({ until, reason: null, perMinute });
  desk.again(until.getTime() - (await presentTime(desk.ctx)));
}

/** It was not sent: whether it is tried again, and what that means for those behind it. */
export async function failed(desk: Desk, operation: SendOperation, error: MailError): Promise<void> {
  const { ctx } = desk;
  const { progress } = operation;
  if (error.code === 'internal')
    ctx.log.error('mail: a send failed', { operation: operation.id, cause: causeText(error) });
  else ctx.log.warn('mail: a send failed', { operation: operation.id, reason: error.code });
  if (error.code === 'send-unclear') return lookLater(desk, operation, 0);
  await noteSending(desk, operation, error.code);
  const failures = (progress.failures ?? 0) + 1;
  const old =
    Date.now() - (progress.since ?? 0) > GIVE_UP || (error.code === 'internal' && failures >= MOST_INTERNAL);
  const again = error.rule.reaction === 'retry' && !old;
  const nextAttemptAt = again ? await attemptAgain(ctx, failures, error.retryAfter) : null;
  await desk.save(operation, {
    ...{ state: again ? 'pending' : 'failed', reason: error.code, nextAttemptAt },
    progress: { ...progress, failures, params: error.params },
  });
  if (nextAttemptAt === null || !isServerWide(error)) return;
  // One mail asks whether it is over: the others would only be refused as well.
  await desk.postpone({ until: nextAttemptAt, reason: error.code, perMinute: 0 });
}

/** Whatever is sent from this account would fail for the same reason. */
async function noteSending(desk: Desk, { progress }: SendOperation, reason: ErrorCode): Promise<void> {
  const { ctx, accountId, recent } = desk;
  const own = async () => (await recent.account.get())?.address === progress.from;
  if (reason !== 'smtp-disabled' && !(reason === 'send-as-denied' && (await own()))) return;
  recent.account.forget();
  await setState(ctx, accountId, 'receive-only', { reason });
}

/** The mail may have gone: it is looked for in Sent, and never sent again unasked. */
export async function lookForIt(desk: Desk, operation: SendOperation): Promise<void> {
  const { ctx, accountId } = desk;
  const { progress } = operation;
  let found: boolean;
  try {
    found = await isInSent(ctx, accountId, progress.token ?? '');
  } catch (error) {
    // Not an answer. The state keeps it from being sent.
    const { rule, retryAfter } = asMailError(error);
    const failures = (progress.failures ?? 0) + 1;
    const waits = rule.reaction === 'retry';
    const nextAttemptAt = waits ? await attemptAgain(ctx, failures, retryAfter) : null;
    await desk.save(operation, {
      // Nobody can look before somebody acts: asking on and on would be a login loop.
      ...(waits ? {} : { state: 'unclear' as const }),
      reason: 'send-unclear',
      nextAttemptAt,
      progress: { ...progress, failures },
    });
    return;
  }
  if (found) return finish(desk, await desk.save(operation, { state: 'sent' }));
  return lookLater(desk, operation, (progress.lookups ?? 0) + 1);
}

async function lookLater(desk: Desk, operation: SendOperation, lookups: number): Promise<void> {
  const wait = LOOKUPS[lookups];
  const progress = { ...operation.progress, lookups };
  if (wait === undefined) {
    await desk.save(operation, {
      ...{ state: 'unclear', reason: 'send-unclear', nextAttemptAt: null, progress },
    });
    return;
  }
  const nextAttemptAt = new Date((await presentTime(desk.ctx)) + wait);
  await desk.save(operation, { state: 'sending', reason: 'send-unclear', nextAttemptAt, progress });
  desk.again(wait);
}
