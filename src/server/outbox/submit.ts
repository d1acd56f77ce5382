import { Readable } from 'node:stream';
import { sendAsDenial } from '../accounts/identities';
import type { Session } from '../accounts/session';
import { asMailError, MailError } from '../errors';
import type { SmtpLine, Submitted } from '../smtp/line';
import { setState } from '../store/accounts';
import { readBlob } from '../store/blobs';
import { presentTime } from '../store/clock';
import type { Slot } from '../store/sendSlots';
import type { Written } from './composeSend';
import { ClaimLost, type Desk } from './desk';
import { goneValues } from './finish';
import type { SendOperation } from './payload';

/** The mail is sent, but that could not be written: it stays `sending`, and is looked for when the claim has run out. */
export class LeftSending extends Error {
  constructor(cause: unknown) {
    super('sent, but not noted', { cause });
  }
}

/** The mailbox has sent as much as it may for now: nothing of the mail has gone. */
export class MustWait extends Error {
  constructor(
    readonly until: Date,
    readonly perMinute: number,
  ) {
    super('the limit of mails a minute is reached');
  }
}

/** The submission failed in a way that says what became of the mail; anything else that is thrown leaves that open. */
export class SubmitFailed extends Error {
  constructor(
    readonly operation: SendOperation,
    readonly reason: MailError,
  ) {
    super(reason.code);
  }
}

/**
 * Over the wire. `sending` is written before the first octet goes, so that whoever finds the operation in that
 * state knows that the mail may have gone; `sent`, or `done`, before anything else is done.
 */
export async function submitted(
  desk: Desk,
  { operation, raw }: Written,
  line: SmtpLine,
): Promise<SendOperation> {
  const { ctx, accountId, lines, recent, signal } = desk;
  const { blobId, progress } = operation;
  const account = await recent.account.get();
  if (!account || !blobId) throw new MailError('not-found');
  const from = progress.from ?? account.address;
  const session = await lines.login();
  const slot = await freeSlot(desk, operation, session);
  if (slot.state === 'lost') throw new ClaimLost();
  if (slot.state === 'full') throw new MustWait(slot.until, session.sendLimits.perMinute);
  const sending: SendOperation = { ...operation, state: 'sending', reason: null };
  const go = ({ smtp, smtpLogin }: Session): Promise<Submitted> =>
    line.submit({
      endpoint: smtp,
      login: smtpLogin,
      from,
      to: progress.recipients ?? [],
      raw: () => (raw ? Readable.from([raw]) : readBlob(ctx, blobId)),
      size: progress.size ?? 0,
      signal,
    });
  let result: Submitted;
  try {
    result = await go(session).catch(async (error: unknown) => {
      // Tokens are refused for harmless reasons: believed only after a new one was refused too.
      if (asMailError(error).code !== 'smtp-auth-failed') throw error;
      return go(await lines.login(true));
    });
  } catch (error) {
    throw new SubmitFailed(sending, sendAsDenial(error, from, session.smtpLogin.user));
  }
  try {
    const sent = await desk.save(sending, goneValues(sending, session, result.rejected));
    // That one may send as somebody else says nothing of the account's own address.
    const proven = account.reason !== 'send-as-denied' || from === account.address;
    if (account.state === 'receive-only' && proven) {
      recent.account.forget();
      await setState(ctx, accountId, 'connected');
    }
    return sent;
  } catch (cause) {
    throw new LeftSending(cause);
  }
}

/** How often, and with which pauses, one asks whether another mail of the mailbox has gone. */
const BUSY = { attempts: 60, pause: 250 };

/** A place among the mails that the mailbox may send now, waiting for one that is about to be free. */
async function freeSlot(
  desk: Desk,
  operation: SendOperation,
  session: Session,
): Promise<Exclude<Slot, { state: 'busy' }>> {
  for (let attempt = 1; attempt <= BUSY.attempts && !desk.isOver; attempt++) {
    const slot = await desk.slot(operation, session);
    if (slot.state !== 'busy') return slot;
    await new Promise((resolve) => setTimeout(resolve, BUSY.pause * (0.5 + Math.random())));
  }
  return { state: 'full', until: new Date((await presentTime(desk.ctx)) + BUSY.pause * BUSY.attempts) };
}
