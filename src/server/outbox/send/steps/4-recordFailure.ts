import type { ErrorCode } from '../../../../common';
import { sendGroup } from '../../../accounts/sendGroup';
import type { MailContext } from '../../../context';
import { asMailError, causeText, type MailError } from '../../../errors';
import { isGroupWide, isServerWide } from '../../../smtp/errors';
import { findAccount, setState } from '../../../store/accounts/accounts';
import { presentTime } from '../../../store/db/clock';
import { isOutage } from '../../../store/db/outage';
import { attemptAgain, MOST_INTERNAL } from '../backoff';
import { isInSent } from '../findInSent';
import type { SendOperation } from '../payload';
import { ClaimLost, LeftSending, type SendContext } from '../sendContext';
import { MustWait } from './3-submit';

/** Milliseconds before each search of Sent for a message with an unclear outcome: Exchange files it a moment later. */
const LOOKUPS = [2_000, 8_000, 20_000, 120_000];
const DAY = 24 * 60 * 60_000;
/**
 * Milliseconds after which an unsent message is handed back to its user; longer for server-wide failures, since a daily
 * limit ends on its own.
 */
const GIVE_UP = { message: DAY, server: 3 * DAY };

/**
 * Records that the message hasn't gone out, or may not have, and when to try or look again. Rethrows what has nothing
 * to do with the message: that ends the round, and the send stays as it is and is found again.
 */
export async function recordFailure(
  send: SendContext,
  operation: SendOperation,
  error: unknown,
): Promise<void> {
  // During an outage our own database couldn't store the result either. No send fails because of that, however long it
  // lasts.
  if (error instanceof ClaimLost || error instanceof LeftSending || isOutage(asMailError(error).cause))
    throw error;
  if (!(error instanceof MustWait)) return failed(send, operation, asMailError(error));
  // If the round ended while this waited for a slot, nothing says that the mailbox has sent too much.
  return send.isOver ? send.giveBack(operation) : waitTurn(send, operation, error);
}

/** The mailbox has sent as much as it may for now: nothing is wrong, and nothing has failed. */
async function waitTurn(
  send: SendContext,
  operation: SendOperation,
  { until, perMinute }: MustWait,
): Promise<void> {
  await send.save(operation, { state: 'pending', reason: null, nextAttemptAt: until });
  await send.postpone({ until, reason: null, perMinute });
  send.again(until.getTime() - (await presentTime(send.ctx)));
}

/** The message wasn't sent: decides whether to try again, and what that means for those behind it. */
async function failed(send: SendContext, operation: SendOperation, error: MailError): Promise<void> {
  const { ctx } = send;
  const { progress } = operation;
  if (error.code === 'send-unclear') {
    logFailure(ctx, operation, error);
    await lookLater(send, operation, 0);
    return;
  }
  await noteSending(send, operation, error.code);
  const failures = (progress.failures ?? 0) + 1;
  const old =
    (await presentTime(ctx)) - (progress.since ?? 0) > GIVE_UP[isServerWide(error) ? 'server' : 'message'] ||
    (error.code === 'internal' && failures >= MOST_INTERNAL);
  const again = error.rule.reaction === 'retry' && !old;
  const nextAttemptAt = again ? await attemptAgain(ctx, failures, error.retryAfter) : null;
  await send.save(operation, {
    ...{ state: again ? 'pending' : 'failed', reason: error.code, nextAttemptAt },
    progress: { ...progress, failures, params: error.params },
  });
  // Logged only after saving: if the send is gone by now (its account was disconnected), the failure says nothing.
  logFailure(ctx, operation, error);
  if (nextAttemptAt === null || !isServerWide(error)) return;
  // One message tests whether the problem is over; the others would only be refused too.
  const hold = error.retryAfter !== undefined;
  const pause = { until: nextAttemptAt, reason: error.code, perMinute: 0, hold };
  await send.postpone(pause, isGroupWide(error) ? await sendGroup(ctx, send.accountId) : undefined);
}

function logFailure({ log }: MailContext, { id }: SendOperation, error: MailError): void {
  if (error.code === 'internal') log.error('mail: a send failed', { operation: id, cause: causeText(error) });
  else log.warn('mail: a send failed', { operation: id, reason: error.code });
}

/** Marks the account as receive-only if everything sent from it would fail for the same reason. */
async function noteSending(send: SendContext, { progress }: SendOperation, reason: ErrorCode): Promise<void> {
  const { ctx, accountId } = send;
  const own = async () => (await findAccount(ctx, accountId))?.address === progress.from;
  const always = reason === 'smtp-disabled' || reason === 'sending-blocked';
  if (!always && !(reason === 'send-as-denied' && (await own()))) return;
  await setState(ctx, accountId, 'receive-only', { reason });
}

/** The message may have gone out, so it's looked for in Sent. null if it isn't there (yet). */
export async function lookInSent(send: SendContext, operation: SendOperation): Promise<SendOperation | null> {
  const { ctx, accountId } = send;
  const { progress } = operation;
  // Whatever is in Sent belongs to the earlier recipients.
  if (progress.partly) return lookLater(send, operation, LOOKUPS.length);
  let found: boolean;
  try {
    found = await isInSent(ctx, accountId, progress.token ?? '');
  } catch (error) {
    // That's no answer. The state `sending` keeps the message from being sent again.
    const { rule, retryAfter } = asMailError(error);
    const failures = (progress.failures ?? 0) + 1;
    const waits = rule.reaction === 'retry';
    const nextAttemptAt = waits ? await attemptAgain(ctx, failures, retryAfter) : null;
    await send.save(operation, {
      // Nobody can look before someone acts: retrying would be a login loop.
      ...(waits ? {} : { state: 'unclear' as const }),
      reason: 'send-unclear',
      nextAttemptAt,
      progress: { ...progress, failures },
    });
    return null;
  }
  if (found) return send.save(operation, { state: 'sent' });
  return lookLater(send, operation, (progress.lookups ?? 0) + 1);
}

async function lookLater(send: SendContext, operation: SendOperation, lookups: number): Promise<null> {
  const wait = LOOKUPS[lookups];
  const progress = { ...operation.progress, lookups };
  const reason = 'send-unclear';
  if (wait === undefined) {
    await send.save(operation, { state: 'unclear', reason, nextAttemptAt: null, progress });
    return null;
  }
  const nextAttemptAt = new Date((await presentTime(send.ctx)) + wait);
  await send.save(operation, { state: 'sending', reason, nextAttemptAt, progress });
  send.again(wait);
  return null;
}
