import { MailError } from '../../../errors';
import type { Submitted } from '../../../smtp/connection';
import { SERVER_WIDE } from '../../../smtp/errors';
import { findAccount, setState } from '../../../store/accounts/accounts';
import { releaseSends } from '../../../store/outbox/sendPauses';
import { attemptAgain } from '../backoff';
import { narrowed } from '../onlyRecipients';
import type { ComposedSend, SendOperation, Submission } from '../payload';
import { LeftSending, type SendContext, type SendValues } from '../sendContext';
import { recordFailure } from './4-recordFailure';

/** Records that the server accepted the message. null if it did so for only some recipients and others wait. */
export async function record(
  send: SendContext,
  operation: ComposedSend,
  accepted: Submitted,
): Promise<SendOperation | null> {
  try {
    const isPartly = accepted.deferred.length > 0;
    const values = isPartly
      ? await deferredValues(send, operation, accepted)
      : sentValues(operation, accepted);
    const recorded = await send.save(operation, values);
    send.hasSent = true;
    // The server accepts only so many recipients at a time; the others follow immediately.
    if (isPartly && accepted.full) send.again();
    await noteThatItSends(send, operation.progress.from);
    return isPartly ? null : recorded;
  } catch (cause) {
    throw new LeftSending(cause);
  }
}

/**
 * Records that a version of the message is in Sent. If it's an earlier version, the writer decides whether the
 * recipients should get this one too.
 */
export async function recordFound(
  send: SendContext,
  operation: SendOperation,
  found: Submission,
): Promise<SendOperation | null> {
  const { progress } = operation;
  if (found.token === progress.token) return send.save(operation, { state: 'sent' });
  const mayHaveGone = progress.mayHaveGone?.filter(({ token }) => token !== found.token);
  const left = { ...operation, progress: { ...progress, mayHaveGone } };
  await recordFailure(send, left, new MailError('already-sent'));
  return null;
}

const sentValues = ({ progress }: ComposedSend, { rejected }: Submitted): SendValues => ({
  ...{ state: 'sent', reason: null },
  progress: { ...progress, rejected: [...(progress.rejected ?? []), ...rejected], failures: 0 },
});

/**
 * Some recipients have the message and others get it later (RFC 5321 §4.5.3.1.10): the same message is sent again to
 * only those, so that edits in the meantime don't reach the first recipients a second time.
 */
async function deferredValues(
  send: SendContext,
  { payload, progress }: ComposedSend,
  { rejected, deferred, full }: Submitted,
): Promise<SendValues> {
  const refused = [...(progress.rejected ?? []), ...rejected];
  return {
    ...{ state: 'pending', reason: full ? null : 'server-unavailable' },
    nextAttemptAt: full ? null : await attemptAgain(send.ctx, 1),
    payload: narrowed(payload, [...deferred, ...refused]),
    progress: { ...progress, recipients: deferred, rejected: refused, partly: true, failures: 0 },
  };
}

/** Clears whatever kept the account or its outbox from sending. */
async function noteThatItSends(send: SendContext, from: string): Promise<void> {
  const { ctx, accountId } = send;
  if (!send.proven && (await releaseSends(ctx, accountId, SERVER_WIDE))) send.again();
  send.proven = true;
  const account = await findAccount(ctx, accountId);
  if (account?.state !== 'receive-only') return;
  // Being able to send as someone else says nothing about the account's own address.
  if (account.reason !== 'send-as-denied' || from === account.address)
    await setState(ctx, accountId, 'connected');
}
