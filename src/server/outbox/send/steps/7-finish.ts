import { deleteBlob } from '../../../store/outbox/blobs';
import { endDraft } from '../../../store/outbox/drafts';
import { removeUploads } from '../../../store/outbox/uploads';
import { narrowed } from '../onlyRecipients';
import type { SendOperation } from '../payload';
import type { SendContext, SendValues } from '../sendContext';

/**
 * Completes the send and frees what it needed. If the server refused some recipients, a failed send remains for them.
 */
export async function finish(send: SendContext, operation: SendOperation): Promise<void> {
  const { ctx } = send;
  const { id, userId, payload, progress, blobId, campaignId = null } = operation;
  const rejected = progress.rejected ?? [];
  send.hasSent = true;
  // All messages of a bulk email have the same files.
  if (rejected.length === 0 && campaignId === null) await removeUploads(ctx, userId, payload.uploadIds);
  await send.save(
    operation,
    rejected.length === 0 ? doneValues(payload) : refusedValues(operation, rejected),
  );
  await endDraft(ctx, operation, 'sent');
  await deleteBlob(ctx, blobId);
  ctx.log.debug('mail: sent', { account: send.accountId, operation: id });
}

/** Keeps only what a list of sent messages shows. */
const doneValues = (payload: SendOperation['payload']): SendValues => ({
  ...{ state: 'done', reason: null, nextAttemptAt: null, blobId: null },
  payload: { ...payload, html: '', uploadIds: [], attachmentIds: [], calendarReply: undefined },
});

/** The other recipients have it; the user can correct the rest. */
function refusedValues({ payload, progress }: SendOperation, rejected: string[]): SendValues {
  const { since, offset, digest, thread } = progress;
  return {
    ...{ state: 'failed', reason: 'recipient-rejected', nextAttemptAt: null, blobId: null },
    payload: narrowed(payload, rejected),
    progress: { since, offset, digest, thread, params: { addresses: rejected.join(', ') } },
  };
}
