import type { Id } from '../../common';
import { withMailbox } from '../accounts/mailbox';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { fetchSource, withFolder, type Mailbox, type OpenFolder } from '../imap';
import { previewOf } from '../mime/htmlText';
import { parseSource, wordsOf } from '../mime/parse';
import { findBody, findMessagePlace, saveBody, type MessagePlace } from '../store/bodies';
import { findFolder } from '../store/folders';
import type { AttachmentDraft, BodyDraft } from '../store/messageDraft';
import { loadParts } from './loadParts';

/** Mails up to this size may be fetched whole; of larger ones only header and text are. */
export const WHOLE_MAIL = 256 * 1024;

/** The text of a mail as it came (HTML not sanitised): stored, or read from the server now and kept. */
export async function fetchBody(ctx: MailContext, messageId: Id): Promise<BodyDraft> {
  const stored = await findBody(ctx, messageId);
  if (stored) return stored;
  const place = await findMessagePlace(ctx, messageId);
  const folder = place && (await findFolder(ctx, place.folderId));
  if (!place || !folder) throw new MailError('not-found');
  const read = (mailbox: Mailbox) =>
    withFolder(mailbox, folder.path, (open) => readBody(open, place), { uidValidity: place.uidValidity });
  const { body, attachments, preview } = await withMailbox(ctx, place.accountId, read);
  await saveBody(ctx, place, body, { attachments, preview });
  return body;
}

interface ReadBody {
  body: BodyDraft;
  attachments: AttachmentDraft[];
  preview: string;
}

/** The text of one mail, from its source where that is small, else by its parts. */
export async function readBody(
  folder: OpenFolder,
  place: Pick<MessagePlace, 'uid' | 'size' | 'bodyState'>,
): Promise<ReadBody> {
  const whole = place.size <= WHOLE_MAIL && place.bodyState !== 'failed';
  const source = whole ? await fetchSource(folder, place.uid, WHOLE_MAIL + 1) : null;
  if (source && source.length > 0 && source.length <= WHOLE_MAIL) {
    const mail = await parseSource(source);
    return result(mail, mail.attachments);
  }
  const { text, attachments } = await loadParts(folder, place.uid);
  return result(text, attachments);
}

function result(text: BodyDraft, attachments: AttachmentDraft[]): ReadBody {
  const words = wordsOf(text);
  return { body: { text: words, html: text.html }, attachments, preview: previewOf(words) };
}
