import type { Id } from '../../../../common';
import type { MailContext } from '../../../context';
import { claimNextSend, renewClaim } from '../../../store/outbox/sendClaims';
import { asSend, type SendOperation } from '../payload';

/** Milliseconds. A process that hasn't renewed its claim for this long counts as dead. */
const CLAIM = 30_000;
const RENEWAL = 10_000;

/** Claims the account's oldest due send, so that no other process works on it. `after`: only those behind it. */
export async function claimNext(
  ctx: MailContext,
  accountId: Id,
  after: Id | null,
): Promise<SendOperation | null> {
  const claimed = await claimNextSend(ctx, accountId, { after, ttl: CLAIM });
  return claimed && asSend(claimed);
}

/** Renews the claim while `work` is running. */
export async function whileClaimed(
  ctx: MailContext,
  operation: SendOperation,
  work: () => Promise<void>,
): Promise<void> {
  const renew = () => renewClaim(ctx, operation, CLAIM).catch(() => undefined);
  const timer = setInterval(() => void renew(), RENEWAL);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
}
