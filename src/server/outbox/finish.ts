import { buffer } from 'node:stream/consumers';
import { withMailbox } from '../accounts/mailbox';
import { asMailError } from '../errors';
import { appendMessage } from '../imap';
import { readBlob } from '../store/blobs';
import { removeUploads } from '../store/uploads';
import { attemptAgain } from './backoff';
import { ClaimLost, type Desk } from './desk';
import { enqueueFlag } from './enqueue';
import { isIn, sentPath } from './lookup';
import { narrowed } from './narrow';
import type { SendOperation } from './payload';

/** After so many failures of ours in a row nothing is tried again. */
export const MOST_INTERNAL = 5;

/** The mail is sent; what is left may fail without making that undone. */
export async function finish(desk: Desk, operation: SendOperation): Promise<void> {
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
  const { userId, accountId, payload, progress, blobId } = operation;
  const { source } = payload;
  if (source && source.kind !== 'forward')
    await enqueueFlag(ctx, userId, [source.messageId], { answered: true });
  desk.sent.ask();
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
    if (blobId) desk.dropBlob(blobId);
    return;
  }
  await removeUploads(ctx, userId, payload.uploadIds);
  await desk.save(operation, {
    ...{ state: 'done', reason: null, nextAttemptAt: null, blobId: null },
    payload: { ...payload, html: '', uploadIds: [], attachmentIds: [] },
  });
  if (blobId) desk.dropBlob(blobId);
  ctx.log.debug('mail: sent', { account: accountId, operation: operation.id });
}
