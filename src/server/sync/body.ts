import type { ErrorCode, Id, SetAside } from '../../common';
import { withMailbox } from '../accounts/mailbox';
import type { MailContext } from '../context';
import { asMailError, MailError } from '../errors';
import { fetchSource, withFolder, type Mailbox, type OpenFolder } from '../imap';
import { previewOf } from '../mime/htmlText';
import { parseSource, wordsOf } from '../mime/parse';
import { findBody, findMessagePlace, saveBody, type MessagePlace } from '../store/bodies';
import { findFolder } from '../store/folders';
import { isValueRefused } from '../store/inHalves';
import { SOURCE_PART, type AttachmentDraft, type BodyDraft } from '../store/messageDraft';
import { findSetAside, setAside } from '../store/setAside';
import { loadParts, type LoadedParts } from './loadParts';
import { asReason, isOfMail } from './reason';

/** Mails up to this size may be fetched whole; of larger ones only header and text are. */
export const WHOLE_MAIL = 256 * 1024;

/** Of a larger mail whose parts are not where the server says, so much is read to find its text. */
const MOST_SOURCE = 16 * 1024 * 1024;

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
  try {
    await saveBody(ctx, place, body, { attachments, preview });
  } catch (error) {
    // It can be shown, if not be kept.
    if (!isValueRefused(error)) throw error;
    await setAside(ctx, null, [messageId], 'message-not-storable');
  }
  return body;
}

/**
 * The text of a mail for who opens it; of one that is set aside, why it is not here. Opening such a one tries it
 * again, unless that might break the connection, or is not enough: then only {@link retrySetAside} does.
 */
export async function openBody(ctx: MailContext, messageId: Id): Promise<BodyDraft | SetAside> {
  const known = await findSetAside(ctx, messageId);
  if (known && (!triedByOpening(known) || isRecent(known.since))) return known;
  try {
    return await fetchBody(ctx, messageId);
  } catch (error) {
    const { code } = asMailError(error);
    if (!isOfMail(code)) throw error;
    await setAside(ctx, null, [messageId], code);
    const now = await findSetAside(ctx, messageId);
    if (!now) throw error;
    return now;
  }
}

const triedByOpening = ({ waiting, headerMissing, reason }: SetAside): boolean =>
  !waiting && !headerMissing && reason !== ('message-breaks-connection' satisfies ErrorCode);

/** Whoever looks at it asks again with each change of the mailbox. */
const RECENT = 60_000;
const isRecent = (since: string | null): boolean => since !== null && Date.now() - Date.parse(since) < RECENT;

interface ReadBody {
  body: BodyDraft;
  attachments: AttachmentDraft[];
  preview: string;
}

/**
 * The text of one mail, from its source where that is small, else by its parts; from its source too where the
 * parts are not what the server promised (BODYSTRUCTURE and RFC822.SIZE of Exchange can be wrong).
 * @throws a MailError whose code {@link isOfMail} where this mail cannot be read
 */
export async function readBody(
  folder: OpenFolder,
  place: Pick<MessagePlace, 'uid' | 'size' | 'bodyState'>,
): Promise<ReadBody> {
  try {
    const whole = place.size <= WHOLE_MAIL && place.bodyState !== 'failed';
    const small = whole ? await fetchSource(folder, place.uid, WHOLE_MAIL + 1) : null;
    if (small && small.length > 0 && small.length <= WHOLE_MAIL) return await fromSource(small);
    const parts = await promisedParts(folder, place.uid);
    if (parts) return result(parts.text, parts.attachments);
    return await fromSource(await fetchSource(folder, place.uid, MOST_SOURCE));
  } catch (error) {
    const code = asReason(error);
    throw isOfMail(code) && folder.mailbox.usable ? new MailError(code, { cause: error }) : error;
  }
}

/** null where the server does not say of which parts the mail is, or does not have those it names. */
async function promisedParts(folder: OpenFolder, uid: number): Promise<LoadedParts | null> {
  try {
    const parts = await loadParts(folder, uid);
    return parts.complete ? parts : null;
  } catch (error) {
    if (isOfMail(asReason(error)) && folder.mailbox.usable) return null;
    throw error;
  }
}

async function fromSource(source: Buffer): Promise<ReadBody> {
  const mail = await parseSource(source);
  return result(
    mail,
    mail.attachments.map((file) => ({ ...file, part: SOURCE_PART + file.part })),
  );
}

function result(text: BodyDraft, attachments: AttachmentDraft[]): ReadBody {
  const words = wordsOf(text);
  return { body: { text: words, html: text.html }, attachments, preview: previewOf(words) };
}
