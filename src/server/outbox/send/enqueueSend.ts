import type { Transaction } from 'sequelize';
import type { ComposeInput, Id } from '../../../common';
import type { MailContext } from '../../context';
import { MailError } from '../../errors';
import { replyHeaders } from '../../mime/threading';
import { pushHint } from '../../push';
import { presentTime } from '../../store/db/clock';
import { findDraft } from '../../store/outbox/drafts';
import { createSend, findSendByKey } from '../../store/outbox/newSend';
import { sameId } from '../../store/db/rows';
import { findAttachments, findSource } from '../../store/messages/sources';
import { findOwnUploads } from '../../store/outbox/uploads';
import { asSend, type SendOperation, type SendPayload, type SendProgress } from './payload';
import { askToSend } from './sends';

/** Tells one request to send from another. */
export interface SendRequest {
  /** Created by the composer, once per message; null if there is none. */
  key: string | null;
  /** {@link import('../../store/outbox/digest').digestOf} the requested values. */
  digest: string;
  /** Milliseconds from now, or a point in time, before which it isn't sent. */
  wait?: number | Date | null;
  /** For a message of a bulk email: which one, and what is stored in the same transaction. */
  campaignId?: Id;
  also?: (operationId: Id, transaction: Transaction) => Promise<void>;
}

/**
 * The send already requested with this key, for a request that is repeated. Throws `already-accepted` if the earlier
 * one asked for something else, so that neither message is lost.
 */
export async function findSend(
  ctx: MailContext,
  userId: Id,
  { key, digest }: Pick<SendRequest, 'key' | 'digest'>,
): Promise<SendOperation | null> {
  const known = key === null ? null : await findSendByKey(ctx, userId, key);
  return known && same(asSend(known), digest);
}

/**
 * Stores a message to be sent and starts sending it; with a known key, returns the same as {@link findSend}. `compose`
 * has been validated, and everything it refers to belongs to the user. `offset`: minutes east of UTC.
 */
export async function enqueueSend(
  ctx: MailContext,
  userId: Id,
  compose: SendPayload,
  offset = 0,
  { key, digest, wait = null, campaignId, also }: SendRequest = { key: null, digest: '' },
): Promise<SendOperation> {
  const thread = (await threadOf(ctx, compose)) ?? (await draftThread(ctx, userId, key));
  const progress: SendProgress = { since: await presentTime(ctx), offset, thread, digest };
  const operation = await createSend(ctx, {
    ...{ accountId: compose.accountId, userId, kind: 'send', key, campaignId, also },
    payload: { ...compose },
    octets: await octetsOf(ctx, userId, compose),
    wait,
    progress: { ...progress },
  });
  pushHint(ctx, userId, { accountId: compose.accountId, folderIds: [], what: ['operations'] });
  await askToSend(ctx, compose.accountId, typeof wait === 'number' ? wait : 0);
  return same(asSend(operation), digest);
}

function same(known: SendOperation, digest: string): SendOperation {
  if (known.progress.digest !== digest) throw new MailError('already-accepted');
  return known;
}

/** The same for a draft that was started in another program, whose original may not be stored here. */
async function draftThread(
  ctx: MailContext,
  userId: Id,
  key: string | null,
): Promise<SendProgress['thread']> {
  const draft = key === null ? null : await findDraft(ctx, { userId, key });
  return draft?.thread ?? undefined;
}

/** Octets that a send occupies here until it is done. */
export async function octetsOf(
  ctx: MailContext,
  userId: Id,
  { html, source, uploadIds, attachmentIds }: ComposeInput,
): Promise<number> {
  const uploads = await findOwnUploads(ctx, userId, uploadIds);
  const attachments = source && attachmentIds.length > 0 ? await findAttachments(ctx, source.messageId) : [];
  const chosen = attachments.filter(({ id }) => attachmentIds.some((each) => sameId(each, id)));
  return [...uploads, ...chosen].reduce((sum, { size }) => sum + size, Buffer.byteLength(html));
}

/** Reply headers, stored with the operation because the original may be gone when the message is composed. */
export async function threadOf(ctx: MailContext, { source }: ComposeInput): Promise<SendProgress['thread']> {
  if (!source || source.kind === 'forward') return undefined;
  const original = await findSource(ctx, source.messageId);
  return original ? replyHeaders(original) : undefined;
}
