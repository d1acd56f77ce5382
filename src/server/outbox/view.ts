import type { MailAddress, OperationView, UploadView } from '../../common';
import type { MailContext } from '../context';
import type { OperationRow } from '../store/outbox/operations';
import { findOwnUploads, type UploadRow } from '../store/outbox/uploads';
import { asSend, mayHaveGone } from './send/payload';

/** Recipients named in a list. */
const NAMED = 10;

/** An operation as its user sees it in a list: without the written text, which may be megabytes. */
export function viewOperation(operation: OperationRow): OperationView {
  const { id, accountId, kind, state, reason, attempts, nextAttemptAt, createdAt } = operation;
  const waits = state === 'pending' && nextAttemptAt ? new Date(nextAttemptAt).toISOString() : null;
  return {
    ...{ id, accountId, kind, state, reason, attempts },
    nextAttemptAt: waits,
    params: {},
    compose: null,
    ...(kind === 'send' ? viewSend(operation) : {}),
    createdAt: new Date(createdAt).toISOString(),
  };
}

function viewSend(operation: OperationRow): Partial<OperationView> {
  const send = asSend(operation);
  const { subject, to = [], cc = [], bcc = [] } = send.payload;
  const everybody: MailAddress[] = [...to, ...cc, ...bcc];
  return {
    params: send.progress.params ?? {},
    notBefore: notBeforeOf(operation),
    subject,
    recipients: everybody.slice(0, NAMED),
    recipientCount: everybody.length,
    mayHaveGone: send.state === 'unclear' || (send.state !== 'done' && mayHaveGone(send).length > 0),
  };
}

/** When a send that waits for its time will begin; null for any other. */
const notBeforeOf = ({ state, notBefore }: OperationRow): string | null =>
  state === 'pending' && notBefore ? new Date(notBefore).toISOString() : null;

/** The same with everything that was written and the files to send, for a form. */
export async function viewWhole(ctx: MailContext, operation: OperationRow): Promise<OperationView> {
  const view = viewOperation(operation);
  if (operation.kind !== 'send' || operation.state === 'done') return view;
  const { calendarReply: _reply, ...compose } = asSend(operation).payload;
  const uploads = await findOwnUploads(ctx, operation.userId, compose.uploadIds ?? []);
  return { ...view, compose, uploads: uploads.map(viewUpload) };
}

/** A file waiting to be sent. */
export const viewUpload = ({ id, filename, contentType, size, contentId }: UploadRow): UploadView => ({
  id,
  filename,
  contentType,
  size,
  contentId: contentId ?? null,
});
