import type { ComposeInput, Id } from '../../common';
import type { MailContext } from '../context';
import { replyHeaders } from '../mime/threading';
import { pushHint } from '../push';
import { createOperation } from '../store/operations';
import { findSource } from '../store/sources';
import { asSend, type SendOperation, type SendProgress } from './payload';
import { askToSend } from './sends';

/** Stores a mail to be sent, and begins to send it. `compose` has been checked, and all it names is the user's. */
export async function enqueueSend(
  ctx: MailContext,
  userId: Id,
  compose: ComposeInput,
  offset = 0,
): Promise<SendOperation> {
  const progress: SendProgress = { since: Date.now(), offset, thread: await threadOf(ctx, compose) };
  const operation = await createOperation(ctx, {
    ...{ accountId: compose.accountId, userId, kind: 'send' },
    payload: { ...compose },
    progress: { ...progress },
  });
  pushHint(ctx, userId, { accountId: compose.accountId, folderIds: [], what: ['operations'] });
  await askToSend(ctx, compose.accountId);
  return asSend(operation);
}

/** Kept with the operation, since the original may be gone when the mail is composed. */
export async function threadOf(ctx: MailContext, { source }: ComposeInput): Promise<SendProgress['thread']> {
  if (!source || source.kind === 'forward') return undefined;
  const original = await findSource(ctx, source.messageId);
  return original ? replyHeaders(original) : undefined;
}
