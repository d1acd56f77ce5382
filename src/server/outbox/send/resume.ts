import { randomUUID } from 'node:crypto';
import type { Transaction } from 'sequelize';
import type { ComposeInput } from '../../../common';
import type { MailContext } from '../../context';
import { MailError } from '../../errors';
import { pushHint } from '../../push';
import { deleteBlob } from '../../store/outbox/blobs';
import { endDraft, type DraftRow } from '../../store/outbox/drafts';
import { recallSend } from '../../store/outbox/recallSend';
import { presentTime } from '../../store/db/clock';
import { checkRoom } from '../../store/outbox/newSend';
import {
  deleteOperation,
  deletePending,
  findOperation,
  updateWaiting,
  type OperationRow,
} from '../../store/outbox/operations';
import { removeUploads } from '../../store/outbox/uploads';
import { octetsOf, threadOf } from './enqueueSend';
import { asSend, mayHaveGone, type SendOperation, type SendProgress } from './payload';
import { askToSend } from './sends';

/**
 * Sends again what failed, is unclear or waits for another attempt; `compose` is set if it was edited. An unedited
 * message keeps its Message-ID, so that a recipient who already has it can tell. Earlier submissions that may have gone
 * out are looked for first, however often the message is edited and whichever account sends it.
 */
export async function retrySend(
  ctx: MailContext,
  operation: SendOperation,
  compose?: ComposeInput,
): Promise<SendOperation> {
  const { accountId, userId, progress, blobId } = operation;
  const fresh: SendProgress = {
    since: await presentTime(ctx),
    offset: progress.offset,
    digest: progress.digest,
    mayHaveGone: mayHaveGone(operation),
  };
  const octets = compose && (await octetsOf(ctx, userId, compose));
  if (octets !== undefined) await checkRoom(ctx, userId, octets, { except: operation.id });
  const kept: SendProgress = { ...progress, ...fresh, failures: 0, lookups: 0, params: undefined };
  const values = compose
    ? {
        payload: { ...compose, calendarReply: operation.payload.calendarReply },
        accountId: compose.accountId,
        octets,
        blobId: null,
        progress: { ...fresh, thread: compose.source ? await threadOf(ctx, compose) : undefined },
      }
    : { progress: { ...kept } };
  const reset = { state: 'pending' as const, reason: null, nextAttemptAt: null, notBefore: null };
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

/**
 * Undoes a send that is still waiting: turns it back into a draft. Throws `invalid-input` if it's being sent, or may
 * already have been sent.
 */
export async function recall(ctx: MailContext, operation: SendOperation): Promise<DraftRow> {
  const { calendarReply, ...payload } = operation.payload;
  const isFirst = mayHaveGone(operation).length === 0 && !operation.progress.partly && !calendarReply;
  const row = operation as unknown as OperationRow;
  const key = operation.key ?? randomUUID();
  const draft = isFirst ? await recallSend(ctx, row, key, payload) : null;
  if (!draft) throw await whyNot(ctx, operation);
  await deleteBlob(ctx, operation.blobId);
  const { userId, accountId } = draft;
  pushHint(ctx, userId, { accountId, folderIds: [], what: ['operations', 'drafts'] });
  return draft;
}

/**
 * Takes a send that nobody is working on, and that can't have been sent, out of the outbox. `also` is done in the same
 * transaction. Its files stay.
 */
export async function withdrawSend(
  ctx: MailContext,
  operation: SendOperation,
  also: (transaction: Transaction) => Promise<void>,
): Promise<void> {
  if (mayHaveGone(operation).length > 0 || operation.progress.partly) return;
  const row = operation as unknown as OperationRow;
  if (await deletePending(ctx, row, also)) await deleteBlob(ctx, operation.blobId);
}

/** Discards an operation that failed, is unclear or waits, with everything stored for it. */
export async function discard(ctx: MailContext, operation: OperationRow): Promise<void> {
  const { id, userId, accountId, kind, blobId } = operation;
  const states =
    kind === 'send' ? (['failed', 'unclear', 'pending', 'done'] as const) : (['failed'] as const);
  // Taken before it is deleted: a send that is just being claimed must not lose the data it reads.
  if (!(await updateWaiting(ctx, operation, [...states], { state: 'failed', nextAttemptAt: null })))
    throw await whyNot(ctx, operation);
  await deleteOperation(ctx, id);
  if (kind === 'send') {
    await removeUploads(ctx, userId, asSend(operation).payload.uploadIds ?? []);
    await deleteBlob(ctx, blobId);
    await endDraft(ctx, operation, 'discarded');
  }
  pushHint(ctx, userId, { accountId, folderIds: [], what: ['operations'] });
}

/** Why an operation isn't waiting anymore: a message that is being sent can't be called back. */
async function whyNot(ctx: MailContext, { id, kind }: Pick<OperationRow, 'id' | 'kind'>): Promise<MailError> {
  const now = await findOperation(ctx, id);
  if (!now) return new MailError('not-found');
  return new MailError('invalid-input', kind === 'send' ? { params: { context: 'sending' } } : {});
}
