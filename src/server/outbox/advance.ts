import { asMailError } from '../errors';
import { SERVER_WIDE } from '../smtp/errors';
import type { SmtpLine } from '../smtp/line';
import { isOutage } from '../store/outage';
import { releaseSends } from '../store/sendSlots';
import { composeSend, type Written } from './composeSend';
import { ClaimLost, type Desk } from './desk';
import { finish } from './finish';
import { isInSent } from './lookup';
import type { SendOperation } from './payload';
import { failed, lookForIt, waitTurn } from './setback';
import { LeftSending, MustWait, submitted, SubmitFailed } from './submit';

/**
 * One claimed mail through its steps, from where it stands: composed → sending → sent → filed → done. `order` is
 * its place in the round.
 */
export async function advance(desk: Desk, operation: SendOperation, order: number): Promise<void> {
  if (desk.signal.aborted) return desk.giveBack(operation);
  // Found like this it may have gone.
  if (operation.state === 'sending') return lookForIt(desk, operation);
  if (operation.state === 'sent') return finish(desk, operation);
  if (desk.isOver) return desk.giveBack(operation);
  let mail: Written | null;
  try {
    mail = (await wentBefore(desk, operation)) ? null : await composeSend(desk, operation);
  } catch (error) {
    if (endsRound(error)) throw error;
    return failed(desk, operation, asMailError(error));
  }
  const written = mail;
  const sent = written
    ? await desk.lines.use(order, (line) => overTheWire(desk, written, line))
    : await desk.save(operation, { state: 'sent' });
  if (sent) return finish(desk, sent, written?.operation.blobId);
}

/**
 * Nothing that the mail has to do with: it stays as it is, and is found again. So it is with our own database, which
 * would refuse what is to be noted about the mail as well; a mail does not fail for that, however long it takes.
 */
const endsRound = (error: unknown): boolean =>
  error instanceof ClaimLost || error instanceof LeftSending || isOutage(asMailError(error).cause);

/** Whatever stops it has been dealt with when the line is free for the next mail: that may have to wait as well. */
async function overTheWire(desk: Desk, written: Written, line: SmtpLine): Promise<SendOperation | null> {
  const { operation } = written;
  if (desk.isOver) {
    await desk.giveBack(operation);
    return null;
  }
  let sent: SendOperation;
  try {
    sent = await submitted(desk, written, line);
  } catch (error) {
    if (endsRound(error)) throw error;
    // While it waited for a place the round ended: nothing says that the mailbox has sent too much.
    if (error instanceof MustWait && desk.isOver) await desk.giveBack(operation);
    else if (error instanceof MustWait) await waitTurn(desk, operation, error);
    else if (error instanceof SubmitFailed) await failed(desk, error.operation, error.reason);
    else await failed(desk, operation, asMailError(error));
    return null;
  }
  if (!desk.lines.proven) {
    desk.lines.proven = true;
    if (await releaseSends(desk.ctx, desk.accountId, SERVER_WIDE)) desk.again();
  }
  return sent;
}

/** Sending what may have gone before was asked for: should it lie in Sent by now, it is not sent twice. */
async function wentBefore({ ctx }: Desk, { accountId, progress }: SendOperation): Promise<boolean> {
  return Boolean(progress.lookFirst && progress.token && (await isInSent(ctx, accountId, progress.token)));
}
