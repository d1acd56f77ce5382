import { buffer } from 'node:stream/consumers';
import type { Id } from '../../common';
import { withMailbox } from '../accounts/mailbox';
import type { Session } from '../accounts/session';
import { asMailError } from '../errors';
import { appendMessage } from '../imap';
import { readBlob } from '../store/blobs';
import { removeUploads } from '../store/uploads';
import { attemptAgain } from './backoff';
import { ClaimLost, type Desk, type SendValues } from './desk';
import { enqueueFlag } from './enqueue';
import { isIn, sentPath } from './lookup';
import { narrowed } from './narrow';
import type { SendOperation, SendProgress } from './payload';

/** After so many failures of ours in a row nothing is tried again. */
export const MOST_INTERNAL = 5;

/** What is written of a mail that has just gone: that it is done, where nothing else is left to do. */
export function goneValues(
  { payload, progress }: SendOperation,
  { sentCopy }: Session,
  rejected: string[],
): SendValues {
  const noted: SendProgress = { ...progress, rejected, failures: 0 };
  const isAll =
    sentCopy === 'server' && rejected.length === 0 && payload.uploadIds.length === 0 && !answered(payload);
  return isAll
    ? { ...doneValues(payload), progress: noted }
    : { state: 'sent', reason: null, progress: noted };
}

/**
 * The mail is sent; what is left may fail without making that undone. `blobId`: the composed mail, where the
 * operation does not name it any more.
 */
export async function finish(
  desk: Desk,
  operation: SendOperation,
  blobId: string | null = operation.blobId,
): Promise<void> {
  if (operation.state === 'done') return letGo(desk, operation, blobId);
  let current = operation;
  try {
    current = await filed(desk, current);
  } catch (error) {
    if (error instanceof ClaimLost) throw error;
    const { code, retryAfter } = asMailError(error);
    const failures = (current.progress.failures ?? 0) + 1;
    desk.ctx.log.warn('mail: the sent copy is not filed yet', {
      ...{ operation: current.id, reason: code, failures },
    });
    if (failures < MOST_INTERNAL) {
      const progress = { ...current.progress, failures };
      const nextAttemptAt = await attemptAgain(desk.ctx, failures, retryAfter);
      await desk.save(current, { state: 'sent', nextAttemptAt, progress });
      return;
    }
  }
  await finished(desk, current);
}

/** The copy in Sent, where the server does not file one by itself. */
async function filed(desk: Desk, operation: SendOperation): Promise<SendOperation> {
  const { accountId, blobId, payload, progress } = operation;
  const { ctx } = desk;
  const { sentCopy } = await desk.lines.login();
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
  return desk.save(operation, { progress: { ...progress, appended: true } });
}

/** The original is marked as answered, and what the send needed is let go. */
async function finished(desk: Desk, operation: SendOperation): Promise<void> {
  const { ctx } = desk;
  const { userId, payload, progress, blobId } = operation;
  const messageId = answered(payload);
  if (messageId) await enqueueFlag(ctx, userId, [messageId], { answered: true });
  const rejected = progress.rejected ?? [];
  if (rejected.length > 0) {
    // The others have it. What stays is a send to those who were refused, for the user to correct.
    const kept = {
      since: progress.since,
      offset: progress.offset,
      params: { addresses: rejected.join(', ') },
    };
    await desk.save(operation, {
      ...{ state: 'failed', reason: 'recipient-rejected', nextAttemptAt: null, blobId: null },
      payload: narrowed(payload, rejected),
      progress: kept,
    });
  } else {
    await removeUploads(ctx, userId, payload.uploadIds);
    await desk.save(operation, doneValues(payload));
  }
  letGo(desk, operation, blobId);
}

/** The mail that is answered with it. */
const answered = ({ source }: SendOperation['payload']): Id | undefined =>
  source && source.kind !== 'forward' ? source.messageId : undefined;

/** Of what was written no more is kept than a list of sent mails shows. */
const doneValues = (payload: SendOperation['payload']): SendValues => ({
  ...{ state: 'done', reason: null, nextAttemptAt: null, blobId: null },
  payload: { ...payload, html: '', uploadIds: [], attachmentIds: [] },
});

function letGo(desk: Desk, { id }: SendOperation, blobId: string | null): void {
  desk.sent.ask();
  if (blobId) desk.dropBlob(blobId);
  desk.ctx.log.debug('mail: sent', { account: desk.accountId, operation: id });
}
