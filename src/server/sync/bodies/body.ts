import type { ErrorCode, Id, SetAside } from '../../../common';
import { withMailbox } from '../../accounts/mailbox';
import type { MailContext } from '../../context';
import { asMailError, MailError } from '../../errors';
import { fetchSource, withFolder, type Mailbox, type OpenFolder } from '../../imap';
import type { MailHeaders } from '../../mime/headers';
import { parseSource, type ParsedText } from '../../mime/parse';
import { isSubstitute } from '../../mime/substitute';
import { findBody, findMessagePlace, saveBody, type MessagePlace } from '../../store/messages/bodies';
import { findFolder } from '../../store/folders/folders';
import { isValueRefused } from '../../store/db/inHalves';
import { SOURCE_PART, type AttachmentDraft, type BodyDraft } from '../../store/messageDraft';
import { findSetAside, setAside } from '../../store/messages/unreadable';
import { loadParts, type LoadedParts } from './loadParts';
import { asReason, isOfMail } from '../headers/reason';
import { toBody, type ReadText } from './toBody';

/** Octets. Messages up to this size may be fetched whole; for larger ones, only header and text are. */
export const WHOLE_MAIL = 256 * 1024;

/** Octets read to find the text of a larger message whose parts aren't where the server says. */
const MOST_SOURCE = 16 * 1024 * 1024;

/** The text of a message as received (HTML not sanitized): stored, or read from the server now and stored. */
export async function fetchBody(ctx: MailContext, messageId: Id): Promise<BodyDraft> {
  const stored = await findBody(ctx, messageId);
  if (stored) return stored;
  const place = await findMessagePlace(ctx, messageId);
  const folder = place && (await findFolder(ctx, place.folderId));
  if (!place || !folder) throw new MailError('not-found');
  const read = (mailbox: Mailbox) =>
    withFolder(mailbox, folder.path, (open) => readBody(open, place), { uidValidity: place.uidValidity });
  const found = await withMailbox(ctx, place.accountId, read);
  const { body } = found;
  try {
    await saveBody(ctx, place, found);
  } catch (error) {
    // It can be shown even if it can't be stored.
    if (!isValueRefused(error)) throw error;
    await setAside(ctx, null, [messageId], 'message-not-storable');
  }
  return body;
}

/**
 * The text of a message that is being opened, or why it couldn't be read. Opening such a message tries again, unless
 * that might break the connection or wouldn't be enough: then only {@link retrySetAside} does.
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

/** Milliseconds. An open reader asks again with each change of the mailbox, so a recent failure isn't retried. */
const RECENT = 60_000;
const isRecent = (since: string | null): boolean => since !== null && Date.now() - Date.parse(since) < RECENT;

interface ReadBody extends ReadText {
  attachments: AttachmentDraft[];
}

/**
 * The text of one message: from its source if that is small, otherwise from its parts; also from its source if the
 * parts aren't what the server promised (BODYSTRUCTURE and RFC822.SIZE of Exchange can be wrong). Throws a MailError
 * with a code for which {@link isOfMail} holds if this message can't be read.
 */
export async function readBody(
  folder: OpenFolder,
  place: Pick<MessagePlace, 'uid' | 'size' | 'bodyState'>,
): Promise<ReadBody> {
  try {
    const whole = place.size <= WHOLE_MAIL && place.bodyState !== 'failed';
    const small = whole ? await fetchSource(folder, place.uid, WHOLE_MAIL + 1) : null;
    if (small && small.length > 0 && small.length <= WHOLE_MAIL) return fromSource(small);
    const parts = await promisedParts(folder, place.uid);
    if (parts) return result(genuine(parts).text, parts.attachments);
    return fromSource(await fetchSource(folder, place.uid, MOST_SOURCE));
  } catch (error) {
    const code = asReason(error);
    throw isOfMail(code) && folder.mailbox.usable ? new MailError(code, { cause: error }) : error;
  }
}

/** null if the server doesn't report the message's parts, or doesn't have those it reports. */
async function promisedParts(folder: OpenFolder, uid: number): Promise<LoadedParts | null> {
  try {
    const parts = await loadParts(folder, uid);
    return parts.complete ? parts : null;
  } catch (error) {
    if (isOfMail(asReason(error)) && folder.mailbox.usable) return null;
    throw error;
  }
}

/**
 * Throws for a substitute. Exchange sends one for what it can't convert, even for a message whose real header it sent
 * before.
 */
function genuine<Read extends { headers: MailHeaders }>(read: Read): Read {
  if (isSubstitute(read.headers)) throw new MailError('message-not-convertible');
  return read;
}

function fromSource(source: Buffer): ReadBody {
  const mail = genuine(parseSource(source));
  return result(
    mail,
    mail.attachments.map((file) => ({ ...file, part: SOURCE_PART + file.part })),
  );
}

function result(parsed: ParsedText, attachments: AttachmentDraft[]): ReadBody {
  return { ...toBody(parsed), attachments };
}
