import { cleanLine } from './cleanText';
import { asciiType } from './partKind';
import type { PartNode } from './partNode';

/** A part that is a file. */
export interface AttachmentPart {
  /** IMAP section. */
  part: string;
  encoding: string;
  filename: string;
  contentType: string;
  /** Decoded octets. If only the encoded size is known, an estimate that is at most two too high. */
  size: number;
  contentId: string | null;
  /** An image that the HTML can show by its Content-ID; whether it does is known once the HTML has been read. */
  inline: boolean;
}

/** Maximum characters of a file's properties. */
const MAX_ENCODING = 40;
const MAX_FILENAME = 255;
const MAX_TYPE = 200;
const MAX_CONTENT_ID = 500;

/** A file's properties as found. */
export type AttachmentFacts = Omit<PartNode, 'children'> & {
  /** Inside multipart/related. */
  related: boolean;
};

/**
 * A file in a form that can be stored. Names, types and sizes come from the sender, even in a server's BODYSTRUCTURE,
 * and databases don't accept U+0000, unpaired surrogates, or arbitrary lengths and numbers.
 */
export function attachmentPart({ related, ...facts }: AttachmentFacts): AttachmentPart {
  const contentId = facts.contentId === null ? null : cleanLine(facts.contentId, MAX_CONTENT_ID);
  const contentType = asciiType(cleanLine(facts.contentType, MAX_TYPE));
  const encoding = cleanLine(facts.encoding, MAX_ENCODING).toLowerCase();
  const encoded = Math.min(Math.max(Math.trunc(facts.size) || 0, 0), Number.MAX_SAFE_INTEGER);
  return {
    part: facts.part,
    encoding,
    filename: cleanLine(facts.filename ?? '', MAX_FILENAME) || nameFor(contentType, facts.subject ?? ''),
    contentType,
    size: encoding === 'base64' ? fromBase64(encoded) : encoded,
    contentId,
    inline:
      contentId !== null && contentType.startsWith('image/') && (related || facts.disposition === 'inline'),
  };
}

/** Assumes lines of 76 characters, each with a line end except the last. */
function fromBase64(encoded: number): number {
  const lines = Math.max(Math.ceil(encoded / 78), 1);
  return Math.floor(((encoded - 2 * (lines - 1)) * 3) / 4);
}

const NAMES: Readonly<Record<string, string>> = {
  'message/delivery-status': 'delivery-status.txt',
  'message/global-delivery-status': 'delivery-status.txt',
  'message/disposition-notification': 'disposition-notification.txt',
  'text/rfc822-headers': 'headers.txt',
};

/** A name for unnamed parts that mail programs generate; without one, nobody could tell what they are. */
function nameFor(contentType: string, subject: string): string {
  return contentType === 'message/rfc822' ? messageFilename(subject) : (NAMES[contentType] ?? '');
}

/** A message's name as a file. */
export function messageFilename(subject: string): string {
  const base = cleanLine(subject, MAX_FILENAME - 4)
    .replaceAll('/', '-')
    .replaceAll('\\', '-');
  return `${base || 'message'}.eml`;
}

const CALENDAR = 'text/calendar';

/**
 * A meeting invitation (RFC 6047 §2.4) arrives as an unnamed alternative of the text, and most senders add it as a file
 * too: then only that file is listed; otherwise, the alternative becomes a file.
 */
export function namedInvitations(attachments: AttachmentPart[]): AttachmentPart[] {
  const isUnnamed = ({ contentType, filename }: AttachmentPart) =>
    contentType === CALENDAR && filename === '';
  const hasFile = attachments.some(
    ({ contentType, filename }) =>
      filename !== '' && (contentType === CALENDAR || contentType === 'application/ics'),
  );
  return hasFile
    ? attachments.filter((part) => !isUnnamed(part))
    : attachments.map((part) => (isUnnamed(part) ? { ...part, filename: 'invite.ics' } : part));
}
