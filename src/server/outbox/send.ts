import { buffer } from 'node:stream/consumers';
import type { OperationState } from '../../common';
import { withMailbox } from '../accounts/mailbox';
import { sendAsDenial } from '../accounts/identities';
import type { Session } from '../accounts/session';
import type { MailContext } from '../context';
import { asMailError, MailError } from '../errors';
import { appendMessage } from '../imap';
import type { Submitted } from '../smtp/line';
import { findAccount, setState, wake } from '../store/accounts';
import { deleteBlob, readBlob } from '../store/blobs';
import { updateClaimed } from '../store/operations';
import { takeSendSlot, type Slot } from '../store/sendSlots';
import { removeUploads } from '../store/uploads';
import { composeSend } from './composeSend';
import { enqueueFlag } from './enqueue';
import type { Lane } from './lane';
import { isIn, sentAccounts, sentPath } from './lookup';
import { narrowed } from './narrow';
import type { SendOperation } from './payload';

/** The claim went to somebody else: whatever this process was about to do must not be done. */
export class ClaimLost extends Error {}

/** A step's result is written before the next step begins; a later attempt skips what is written. */
export async function save(
  ctx: MailContext,
  operation: SendOperation,
  values: Partial<Omit<SendOperation, 'id' | 'createdAt' | 'payload' | 'progress'>> &
    Partial<Pick<SendOperation, 'progress' | 'payload'>>,
): Promise<SendOperation> {
  const { progress, payload, ...rest } = values;
  const changes = {
    ...rest,
    ...(progress ? { progress: { ...progress } } : {}),
    ...(payload ? { payload: { ...payload } } : {}),
  };
  if (!(await updateClaimed(ctx, asRow(operation), changes))) throw new ClaimLost();
  return { ...operation, ...values };
}

const asRow = (operation: SendOperation) => operation as unknown as Parameters<typeof updateClaimed>[1];

/** First step: the raw message, made once. */
export async function composed(ctx: MailContext, operation: SendOperation): Promise<SendOperation> {
  if (operation.blobId) return operation;
  const { blobId, ...made } = await composeSend(ctx, operation);
  try {
    return await save(ctx, operation, {
      blobId,
      progress: { ...operation.progress, ...made },
    });
  } catch (error) {
    await deleteBlob(ctx, blobId);
    throw error;
  }
}

/**
 * Second step: over the wire. `sending` is written before the first octet goes, so that whoever finds the
 * operation in that state knows that the mail may have gone.
 */
export async function submitted(
  ctx: MailContext,
  operation: SendOperation,
  lane: Lane,
  signal: AbortSignal,
): Promise<SendOperation> {
  const { accountId, blobId, progress } = operation;
  const account = await findAccount(ctx, accountId);
  if (!account || !blobId) throw new MailError('not-found');
  const from = progress.from ?? account.address;
  const session = await lane.login();
  const slot = await freeSlot(ctx, operation, session, signal);
  if (slot.state === 'lost') throw new ClaimLost();
  if (slot.state === 'full') throw new MustWait(slot.until, session.sendLimits.perMinute);
  const sending: SendOperation = { ...operation, state: 'sending', reason: null };
  const go = ({ smtp, smtpLogin }: Session): Promise<Submitted> =>
    lane.line.submit({
      endpoint: smtp,
      login: smtpLogin,
      from,
      to: progress.recipients ?? [],
      raw: () => readBlob(ctx, blobId),
      size: progress.size ?? 0,
      signal,
    });
  let result: Submitted;
  try {
    result = await go(session).catch(async (error: unknown) => {
      // Tokens are refused for harmless reasons: believed only after a new one was refused too.
      if (asMailError(error).code !== 'smtp-auth-failed') throw error;
      return go(await lane.login(true));
    });
  } catch (error) {
    throw new SubmitFailed(sending, sendAsDenial(error, from, session.smtpLogin.user));
  }
  try {
    // That one may send as somebody else says nothing of the account's own address.
    const proven = account.reason !== 'send-as-denied' || from === account.address;
    if (account.state === 'receive-only' && proven) await setState(ctx, accountId, 'connected');
    return await save(ctx, sending, {
      state: 'sent',
      reason: null,
      progress: { ...progress, rejected: result.rejected, failures: 0 },
    });
  } catch (cause) {
    throw new LeftSending(cause);
  }
}

/** How often, and with which pauses, one asks whether another mail of the mailbox has gone. */
const BUSY = { attempts: 60, pause: 250 };

/** A place among the mails that the mailbox may send now, waiting for one that is about to be free. */
async function freeSlot(
  ctx: MailContext,
  operation: SendOperation,
  { senderId, sendLimits }: Session,
  signal: AbortSignal,
): Promise<Exclude<Slot, { state: 'busy' }>> {
  for (let attempt = 1; attempt <= BUSY.attempts && !signal.aborted; attempt++) {
    const slot = await takeSendSlot(ctx, operation, senderId, sendLimits);
    if (slot.state !== 'busy') return slot;
    await new Promise((resolve) => setTimeout(resolve, BUSY.pause * (0.5 + Math.random())));
  }
  return { state: 'full', until: new Date(Date.now() + BUSY.pause * BUSY.attempts) };
}

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

/** Third step: the copy in Sent, where the server does not file one by itself. */
export async function filed(ctx: MailContext, operation: SendOperation, lane: Lane): Promise<SendOperation> {
  const { accountId, blobId, payload, progress } = operation;
  const { sentCopy } = await lane.login();
  if (sentCopy === 'server' || progress.appended || !blobId) return operation;
  const path = await sentPath(ctx, accountId);
  if (path) {
    const bcc = payload.bcc.length
      ? `Bcc: ${payload.bcc.map(({ address }) => address).join(',\r\n ')}\r\n`
      : '';
    const raw = Buffer.concat([Buffer.from(bcc), await buffer(readBlob(ctx, blobId))]);
    await withMailbox(ctx, accountId, async (mailbox) => {
      if (await isIn(mailbox, path, progress.token ?? '')) return;
      await appendMessage(mailbox, path, raw, ['\\Seen']);
    });
  }
  return save(ctx, operation, { progress: { ...progress, appended: true } });
}

/** Last step: the original is marked as answered, and what the send needed is let go. */
export async function finished(ctx: MailContext, operation: SendOperation): Promise<OperationState> {
  const { userId, accountId, payload, progress, blobId } = operation;
  const { source } = payload;
  if (source && source.kind !== 'forward')
    await enqueueFlag(ctx, userId, [source.messageId], { answered: true });
  const rejected = progress.rejected ?? [];
  if (rejected.length > 0) {
    // The others have it. What stays is a send to those who were refused, for the user to correct.
    const kept = {
      since: progress.since,
      offset: progress.offset,
      params: { addresses: rejected.join(', ') },
    };
    await save(ctx, operation, {
      ...{ state: 'failed', reason: 'recipient-rejected', nextAttemptAt: null, blobId: null },
      payload: narrowed(payload, rejected),
      progress: kept,
    });
    await deleteBlob(ctx, blobId);
    return 'failed';
  }
  await removeUploads(ctx, userId, payload.uploadIds);
  await deleteBlob(ctx, blobId);
  const emptied = { ...payload, html: '', uploadIds: [], attachmentIds: [] };
  await save(ctx, operation, {
    state: 'done',
    reason: null,
    nextAttemptAt: null,
    blobId: null,
    payload: emptied,
  });
  ctx.log.debug('mail: sent', { account: accountId, operation: operation.id });
  // The next turn finds the copy in Sent; otherwise it would show only when the folders are due.
  for (const id of await sentAccounts(ctx, accountId)) await wake(ctx, id);
  return 'done';
}
