import { cleanLine } from './clean';

/** A MIME part as a server describes it (BODYSTRUCTURE, RFC 3501 §7.4.2). */
export interface PartNode {
  part: string;
  contentType: string;
  encoding: string;
  size: number;
  disposition: string | null;
  filename: string | null;
  contentId: string | null;
  children: readonly PartNode[];
}

/** A part that is a file. */
export interface AttachmentPart {
  /** IMAP section. */
  part: string;
  encoding: string;
  filename: string;
  contentType: string;
  /** Decoded octets, estimated where only the encoded size is known. */
  size: number;
  contentId: string | null;
  inline: boolean;
}

export interface TextPart {
  part: string;
  kind: 'text' | 'html';
  size: number;
}

export interface Layout {
  /** The mail has no parts: its text is all of its body. */
  single: boolean;
  texts: TextPart[];
  attachments: AttachmentPart[];
}

/** A mail with more parts is cut off here: nobody reads on, and a hostile one must not fill the database. */
export const MAX_PARTS = 500;
const MAX_TEXTS = 20;
/** Of what is said of a file, in characters. */
const MAX_ENCODING = 40;
const MAX_FILENAME = 255;
const MAX_TYPE = 200;
const MAX_CONTENT_ID = 500;
/** A file that lies deeper than its section could be stored is no file that somebody sent. */
const MAX_SECTION = 90;

/** Which parts of a mail are its text, and which are files. */
export function layoutOf(root: PartNode): Layout {
  const layout: Layout = { single: root.children.length === 0, texts: [], attachments: [] };
  visit(root, false, layout, { left: MAX_PARTS });
  return { ...layout, attachments: namedInvitations(layout.attachments) };
}

/** The sections that are a mail's text, by spaces; `TEXT` for a mail without parts (RFC 3501 §6.4.5). */
export const sectionsOf = ({ single, texts }: Layout): string =>
  single ? (texts.length > 0 ? 'TEXT' : '') : texts.map(({ part }) => part).join(' ');

const CALENDAR = 'text/calendar';

/**
 * A meeting invitation (RFC 6047 §2.4) comes as an unnamed alternative of the text, and most senders add the
 * same as a file: then that file is enough, else the alternative becomes one.
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

function visit(node: PartNode, related: boolean, layout: Layout, budget: { left: number }): void {
  if (budget.left-- <= 0) return;
  // A mail within a mail is one file to us; its own parts are not ours to show.
  if (node.contentType.startsWith('multipart/')) {
    const within = related || node.contentType === 'multipart/related';
    for (const child of node.children) visit(child, within, layout, budget);
    return;
  }
  const text = textKind(node);
  if (text && layout.texts.length < MAX_TEXTS) {
    layout.texts.push({ part: node.part, kind: text, size: node.size });
    return;
  }
  if (node.part.length > MAX_SECTION) return;
  const size = node.encoding === 'base64' ? Math.floor((node.size * 3) / 4 / 1.027) : node.size;
  layout.attachments.push(attachmentPart({ ...node, size, related }));
}

/** What is said of a file, as it was found: `size` decoded. */
export type AttachmentFacts = Pick<
  PartNode,
  'part' | 'contentType' | 'encoding' | 'size' | 'disposition' | 'filename' | 'contentId'
> & { related: boolean };

/**
 * A file as it can be stored. Names, types and sizes are the sender's words, also where they come out of a server's
 * BODYSTRUCTURE: no database takes all of U+0000, half characters, any length and any number.
 */
export function attachmentPart({ related, ...facts }: AttachmentFacts): AttachmentPart {
  const contentId = facts.contentId === null ? null : cleanLine(facts.contentId, MAX_CONTENT_ID);
  return {
    part: facts.part,
    encoding: cleanLine(facts.encoding, MAX_ENCODING).toLowerCase(),
    filename: cleanLine(facts.filename ?? '', MAX_FILENAME),
    contentType: cleanLine(facts.contentType, MAX_TYPE).toLowerCase() || 'application/octet-stream',
    size: Math.min(Math.max(Math.trunc(facts.size) || 0, 0), Number.MAX_SAFE_INTEGER),
    contentId,
    inline: isInline({ contentId, disposition: facts.disposition }, related),
  };
}

function textKind(node: PartNode): 'text' | 'html' | null {
  if (node.disposition === 'attachment' || (node.filename !== null && node.disposition !== 'inline'))
    return null;
  if (node.contentType === 'text/plain') return 'text';
  return node.contentType === 'text/html' ? 'html' : null;
}

/** Shown within the text by its Content-ID (RFC 2387, RFC 2392). */
export function isInline(
  part: { contentId: string | null; disposition: string | null },
  related: boolean,
): boolean {
  return part.contentId !== null && (related || part.disposition === 'inline');
}
