import { sendAsDenial } from '../../../accounts/identities';
import { noteMessageSize } from '../../../accounts/messageSize';
import type { Session } from '../../../accounts/session';
import { asMailError } from '../../../errors';
import type { SmtpConnection, Submitted } from '../../../smtp/connection';
import { readBlob } from '../../../store/outbox/blobs';
import { presentTime } from '../../../store/db/clock';
import { takeSendSlot, type Slot } from '../../../store/outbox/sendRateLimit';
import type { ComposedSend } from '../payload';
import { ClaimLost, type SendContext } from '../sendContext';

/** The mailbox has reached its sending limit for now; nothing of the message has gone out. */
export class MustWait extends Error {
  constructor(
    readonly until: Date,
    readonly perMinute: number,
  ) {
    super('the limit of mails a minute is reached');
  }
}

/**
 * Stores `sending` before the first octet is sent, so that any process that finds the send in that state knows that the
 * message may have gone out. Throws {@link MustWait} if the mailbox may not send any more now.
 */
export async function beginSubmission(send: SendContext, operation: ComposedSend): Promise<ComposedSend> {
  const session = await send.login();
  const slot = await freeSlot(send, operation, session);
  if (slot.state === 'lost') throw new ClaimLost();
  if (slot.state === 'full') throw new MustWait(slot.until, session.sendLimits.perMinute);
  return { ...operation, state: 'sending', reason: null };
}

/** Hands the message to the server. Throws a MailError that says what became of it; `send-unclear` leaves that open. */
export async function submit(
  send: SendContext,
  { accountId, blobId, progress: { from, recipients, size, isEightBit } }: ComposedSend,
  connection: SmtpConnection,
): Promise<Submitted> {
  const session = await send.login();
  const submitted = ({ smtp, smtpLogin }: Session): Promise<Submitted> =>
    connection.submit({
      ...{ endpoint: smtp, login: smtpLogin, from, to: recipients, size, isEightBit },
      signal: send.signal,
      onOffer: ({ maxMessageSize }) => noteMessageSize(send.ctx, accountId, maxMessageSize),
      raw: () => readBlob(send.ctx, blobId, size),
    });
  try {
    return await submitted(session).catch(async (error: unknown) => {
      // Tokens are sometimes refused for harmless reasons: a refusal counts only after a new token was refused too.
      if (asMailError(error).code !== 'smtp-auth-failed') throw error;
      return submitted(await send.login(true));
    });
  } catch (error) {
    throw sendAsDenial(error, from, session.smtpLogin.user);
  }
}

/** How often, and at which interval in milliseconds, to ask whether another message of the mailbox has gone out. */
const BUSY = { attempts: 60, pause: 250 };

/** Takes one of the mailbox's sending slots, waiting for one that is about to become free. */
async function freeSlot(
  send: SendContext,
  operation: ComposedSend,
  { senderId, sendLimits }: Session,
): Promise<Exclude<Slot, { state: 'busy' }>> {
  for (let attempt = 1; attempt <= BUSY.attempts && !send.isOver; attempt++) {
    const slot = await takeSendSlot(send.ctx, operation, senderId, sendLimits);
    if (slot.state !== 'busy') return slot;
    await new Promise((resolve) => setTimeout(resolve, BUSY.pause * (0.5 + Math.random())));
  }
  return { state: 'full', until: new Date((await presentTime(send.ctx)) + BUSY.pause * BUSY.attempts) };
}
