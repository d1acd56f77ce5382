import { buffer } from 'node:stream/consumers';
import { withMailbox } from '../../../accounts/mailbox';
import { asMailError } from '../../../errors';
import { appendMessage } from '../../../imap';
import { readBlob } from '../../../store/outbox/blobs';
import { attemptAgain, MOST_INTERNAL } from '../backoff';
import { isIn, sentPath } from '../findInSent';
import type { SendOperation } from '../payload';
import { ClaimLost, type SendContext } from '../sendContext';

/**
 * Puts a copy into Sent if the server doesn't do so automatically. A failure doesn't change that the message was sent:
 * null if the copy is tried again later; after a few failures the send completes without one.
 */
export async function fileCopy(send: SendContext, operation: SendOperation): Promise<SendOperation | null> {
  try {
    return await filed(send, operation);
  } catch (error) {
    if (error instanceof ClaimLost) throw error;
    const { code, retryAfter } = asMailError(error);
    const failures = (operation.progress.failures ?? 0) + 1;
    send.ctx.log.warn('mail: the sent copy has not been saved yet', {
      ...{ operation: operation.id, reason: code, failures },
    });
    if (failures >= MOST_INTERNAL) return operation;
    const nextAttemptAt = await attemptAgain(send.ctx, failures, retryAfter);
    const progress = { ...operation.progress, failures };
    await send.save(operation, { state: 'sent', nextAttemptAt, progress });
    return null;
  }
}

async function filed(send: SendContext, operation: SendOperation): Promise<SendOperation> {
  const { ctx, accountId } = send;
  const { blobId, payload, progress } = operation;
  const { sentCopy } = await send.login();
  if (sentCopy === 'server' || progress.appended || !blobId) return operation;
  const path = await sentPath(ctx, accountId);
  if (path) {
    const bcc = payload.bcc.length
      ? `Bcc: ${payload.bcc.map(({ address }) => address).join(',\r\n ')}\r\n`
      : '';
    const raw = Buffer.concat([Buffer.from(bcc), await buffer(readBlob(ctx, blobId, progress.size ?? 0))]);
    await withMailbox(ctx, accountId, async (mailbox) => {
      if (await isIn(mailbox, path, progress.token ?? '')) return;
      await appendMessage(mailbox, path, raw, ['\\Seen']);
    });
  }
  return send.save(operation, { progress: { ...progress, appended: true } });
}
