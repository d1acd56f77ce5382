import type { ComposeInput } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { pushHint } from '../push';
import { deleteBlob } from '../store/blobs';
import { deleteOperation, findOperation, updateWaiting, type OperationRow } from '../store/operations';
import { removeUploads } from '../store/uploads';
import { threadOf } from './enqueueSend';
import { asSend, type SendOperation, type SendProgress } from './payload';
import { askToSend } from './sends';

/**
 * Sends once more what failed, is unclear or waits for another attempt; `compose` is what was changed. A mail
 * that was not changed keeps its Message-ID, so that a recipient who has it already can tell.
 */
export async function retrySend(
  ctx: MailContext,
  operation: SendOperation,
  compose?: ComposeInput,
): Promise<SendOperation> {
  const { accountId, userId, progress, blobId } = operation;
  const fresh: SendProgress = { since: Date.now(), offset: progress.offset };
  const kept: SendProgress = {
    ...progress,
    ...fresh,
    failures: 0,
    lookups: 0,
    params: undefined,
    lookFirst: operation.state === 'unclear',
  };
  const values = compose
    ? {
        payload: { ...compose },
        accountId: compose.accountId,
        blobId: null,
        progress: { ...fresh, thread: compose.source ? await threadOf(ctx, compose) : undefined },
      }
    : { progress: { ...kept } };
  const reset = { state: 'pending' as const, reason: null, nextAttemptAt: null };
  const waiting = await updateWaiting(
    ctx,
    operation as unknown as OperationRow,
    ['failed', 'unclear', 'pending'],
    { ...values, ...reset },
  );
  if (!waiting) throw await whyNot(ctx, operation);
  if (compose) await deleteBlob(ctx, blobId);
  pushHint(ctx, userId, { accountId, folderIds: [], what: ['operations'] });
  await askToSend(ctx, compose?.accountId ?? accountId);
  const row = await findOperation(ctx, operation.id);
  if (!row) throw new MailError('not-found');
  return asSend(row);
}

/** Gives up what failed, is unclear or waits, with everything that was kept for it. */
export async function discard(ctx: MailContext, operation: OperationRow): Promise<void> {
  const { id, userId, accountId, kind, blobId } = operation;
  const states =
    kind === 'send' ? (['failed', 'unclear', 'pending', 'done'] as const) : (['failed'] as const);
  // Taken before it is deleted: a send that is just being claimed must not lose what it reads.
  if (!(await updateWaiting(ctx, operation, [...states], { state: 'failed', nextAttemptAt: null })))
    throw await whyNot(ctx, operation);
  await deleteOperation(ctx, id);
  if (kind === 'send') {
    await removeUploads(ctx, userId, asSend(operation).payload.uploadIds ?? []);
    await deleteBlob(ctx, blobId);
  }
  pushHint(ctx, userId, { accountId, folderIds: [], what: ['operations'] });
}

/** It did not wait any more: a mail that has begun to go cannot be called back. */
async function whyNot(ctx: MailContext, { id, kind }: Pick<OperationRow, 'id' | 'kind'>): Promise<MailError> {
  const now = await findOperation(ctx, id);
  if (!now) return new MailError('not-found');
  return new MailError('invalid-input', kind === 'send' ? { params: { context: 'sending' } } : {});
}
