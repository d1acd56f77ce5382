import type { ComposeInput, OperationView } from '../../common';
import type { MailContext } from '../context';
import type { OperationRow } from '../store/operations';
import { findOwnUploads } from '../store/uploads';
import type { SendProgress } from './payload';

/** An operation as its user may see it. */
export async function viewOperation(ctx: MailContext, operation: OperationRow): Promise<OperationView> {
  const { id, accountId, kind, state, reason, attempts, nextAttemptAt, payload, progress, createdAt } =
    operation;
  const waits = state === 'pending' && nextAttemptAt ? new Date(nextAttemptAt).toISOString() : null;
  const compose = kind === 'send' && state !== 'done' ? (payload as unknown as ComposeInput) : null;
  const uploads = compose ? await findOwnUploads(ctx, operation.userId, compose.uploadIds ?? []) : [];
  return {
    ...{ id, accountId, kind, state, reason, attempts },
    nextAttemptAt: waits,
    params: (progress as SendProgress | null)?.params ?? {},
    compose,
    uploads: uploads.map(({ id: uploadId, filename, contentType, size }) => ({
      id: uploadId,
      filename,
      contentType,
      size,
    })),
    createdAt: new Date(createdAt).toISOString(),
  };
}
