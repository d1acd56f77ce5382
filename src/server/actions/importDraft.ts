import type { DraftInput, Id, MailAddress, MessageView } from '../../common';
import { openPart } from '../accounts/mailbox';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { replyHeaders } from '../mime/threading';
import { sanitizeMailHtml } from '../mime/sanitize';
import { textToHtml } from '../mime/text';
import { safeContentType, safeFilename } from '../mime/compose';
import { listIdentities } from '../store/accounts/identities';
import { findByMessageId } from '../store/messages/reports';
import { findAttachments, type AttachmentRow } from '../store/messages/sources';
import type { DraftRow } from '../store/outbox/drafts';
import type { MessagePlace } from '../store/outbox/operations';
import { releaseUpload, removeUploads, reserveUpload, saveUpload } from '../store/outbox/uploads';
import { fetchBody } from '../sync/bodies/body';
import { idHash } from '../sync/threads';
import { findOnServer, type ServerMessage } from './findOnServer';
import { MOST_WAITING } from './uploadLimit';

/** A message of a Drafts folder. */
export type DraftMessage = MessageView &
  MessagePlace & { inReplyTo: string | null; references: string | null };

/** Octets that a file may have beyond what the server announced: encodings make the size an estimate. */
const SLACK = 64 * 1024;

/**
 * Reads a draft that another mail program wrote: recipients, text with its formatting, files and what it answers. Its
 * files become uploads of the user. Throws a MailError, and keeps nothing, if one of them can't be read or there is no
 * room for it.
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
  const payload: DraftInput = {
    accountId,
    ...(identity ? { identityId: identity.id } : {}),
    ...{ to: people(message.to), cc: people(message.cc), bcc: people(message.bcc) },
    subject: message.subject,
    html: wholeHtml(html || textToHtml(text)),
    // Continued as it was begun: whoever writes text only has a reason.
    ...(html || !text ? {} : { plainText: true }),
    // Any quote is already part of the text.
    ...(answered === null ? {} : { source: { messageId: answered, kind: 'reply', quote: false } }),
    uploadIds: await takeFiles(mail, userId, id),
    attachmentIds: [],
    ...(message.replyTo?.length ? { replyTo: people(message.replyTo) } : {}),
    ...(importance?.kind === 'importance' ? { importance: importance.level } : {}),
  };
  return { payload, thread: threadOf(message) };
}

/** Throws `text-too-long` rather than importing only the beginning of a text. */
function wholeHtml(written: string): string {
  const { html, truncated } = sanitizeMailHtml(written);
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

async function takeFiles(mail: MailContext, userId: Id, messageId: Id): Promise<Id[]> {
  const taken: Id[] = [];
  const files = await findAttachments(mail, messageId);
  if (files.length === 0) return taken;
  const place = await findOnServer(mail, messageId);
  try {
    for (const file of files) taken.push(await takeFile(mail, userId, place, file));
    return taken;
  } catch (error) {
    await removeUploads(mail, userId, taken);
    throw error;
  }
}

async function takeFile(
  mail: MailContext,
  userId: Id,
  place: ServerMessage,
  { filename, contentType, contentId, size, part, encoding }: AttachmentRow,
): Promise<Id> {
  const room = await reserveUpload(mail, userId, size + SLACK, MOST_WAITING);
  try {
    const content = await openPart(mail, place.accountId, { ...place, part, encoding, size });
    const upload = await saveUpload(mail, room, {
      userId,
      filename: safeFilename(filename ?? ''),
      contentType: safeContentType(contentType ?? ''),
      contentId,
      content,
    });
    return upload.id;
  } catch (error) {
    await releaseUpload(mail, room);
    throw error;
  }
}
