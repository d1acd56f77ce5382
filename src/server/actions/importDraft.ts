import type { DraftInput, Id, MailAddress, MessageView } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { showsByContentId } from '../mime/inlineImages';
import { replyHeaders } from '../mime/threading';
import { sanitizeMailHtml } from '../mime/sanitize';
import { textToHtml } from '../mime/text';
import { listIdentities } from '../store/accounts/identities';
import { findByMessageId } from '../store/messages/reports';
import { findAttachments } from '../store/messages/sources';
import type { DraftRow } from '../store/outbox/drafts';
import type { MessagePlace } from '../store/outbox/operations';
import { fetchBody } from '../sync/bodies/body';
import { idHash } from '../store/threads/idHash';
import { findOnServer } from './findOnServer';
import { storedPart } from './storedFiles';
import { takeFiles, type StoredFile } from './takeFiles';

/** A message of a Drafts folder. */
export type DraftMessage = MessageView &
  MessagePlace & { inReplyTo: string | null; references: string | null };

/**
 * Reads a message as a draft, in most cases one that another mail program wrote: recipients, text with its formatting,
 * files and what it answers. Its files become uploads of the user. Throws a MailError, and keeps nothing, if one of them
 * can't be read or there is no room for it.
 */
export async function importDraft(
  mail: MailContext,
  userId: Id,
  message: DraftMessage,
): Promise<Pick<DraftRow, 'payload' | 'thread'>> {
  const { id, accountId } = message;
  const { text, html, notices } = await fetchBody(mail, id);
  const importance = notices?.find(({ kind }) => kind === 'importance');
  const from = message.from[0]?.address.toLowerCase();
  const identity = (await listIdentities(mail, accountId)).find(
    ({ address }) => address.toLowerCase() === from,
  );
  const answered = await findAnswered(mail, message);
  const written = wholeHtml(html || textToHtml(text));
  const uploads = await takeFiles(mail, userId, await filesOf(mail, id, written));
  const payload: DraftInput = {
    accountId,
    ...(identity ? { identityId: identity.id } : {}),
    ...{ to: people(message.to), cc: people(message.cc), bcc: people(message.bcc) },
    subject: message.subject,
    html: written,
    // Continued as it was begun: whoever writes text only has a reason.
    ...(html || !text ? {} : { plainText: true }),
    // Any quote is already part of the text.
    ...(answered === null ? {} : { source: { messageId: answered, kind: 'reply', quote: false } }),
    uploadIds: uploads.map((upload) => upload.id),
    attachmentIds: [],
    ...(message.replyTo?.length ? { replyTo: people(message.replyTo) } : {}),
    ...(importance?.kind === 'importance' ? { importance: importance.level } : {}),
  };
  return { payload, thread: threadOf(message) };
}

/** Throws `text-too-long` rather than importing only the beginning of a text. */
function wholeHtml(source: string): string {
  const { html, truncated } = sanitizeMailHtml(source);
  if (truncated) throw new MailError('text-too-long');
  return html;
}

/** What the draft answers, if that is stored here. */
async function findAnswered(mail: MailContext, message: DraftMessage): Promise<Id | null> {
  const { inReplyTo } = message;
  return inReplyTo ? findByMessageId(mail, message, idHash(inReplyTo)) : null;
}

/** Headers of the reply as the other program wrote them. */
function threadOf({ inReplyTo, references }: DraftMessage): DraftRow['thread'] {
  if (!inReplyTo) return null;
  const thread = replyHeaders({ messageId: inReplyTo, inReplyTo: null, references });
  return thread.inReplyTo === undefined ? null : thread;
}

const people = (list: MailAddress[] | null): MailAddress[] =>
  (list ?? []).map(({ name, address }) => ({ name, address }));

/** The files of a message. Outlook gives a Content-ID to all of them, also to those that the text doesn't show. */
async function filesOf(mail: MailContext, messageId: Id, html: string): Promise<StoredFile[]> {
  const files = await findAttachments(mail, messageId);
  if (files.length === 0) return [];
  const place = await findOnServer(mail, messageId);
  const shows = showsByContentId(html);
  return files.map(({ contentId, ...file }) =>
    storedPart(mail, place, {
      ...file,
      contentId: contentId !== null && shows(contentId) ? contentId : null,
    }),
  );
}
