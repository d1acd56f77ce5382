import { attachmentPart, namedInvitations, type AttachmentPart } from './attachmentPart';
import { asciiType, isCalendar, isOpaque, isReport, textKind, type TextKind } from './partKind';
import type { PartNode } from './partNode';

/**
 * What a section is fetched for. `text` and `html` are the message's two versions; a part without a mark belongs to the
 * version of its own kind.
 * - `both`: appears on its own among parts of both kinds
 * - `html`: plain text that only the HTML version contains
 * - `report`: what happened to a message (RFC 3464); `original`: the header of that message
 * - `cms`: signed or encrypted data (RFC 8551)
 * - `calendar`: a meeting (RFC 5545)
 */
export type TextUse = 'own' | 'both' | 'html' | 'report' | 'original' | 'cms' | 'calendar';

/** Whether a section is shown as text. */
export const isTextUse = (use: TextUse): boolean => use === 'own' || use === 'both' || use === 'html';

export interface TextPart {
  /** IMAP section. */
  part: string;
  use: TextUse;
  size: number;
}

export interface Layout {
  /** The message has no parts: its whole body is its text. */
  single: boolean;
  texts: TextPart[];
  attachments: AttachmentPart[];
}

/**
 * Maximum parts of a message; the rest is ignored. Nobody reads that many, and a hostile message must not fill the
 * database.
 */
export const MAX_PARTS = 500;
const MAX_TEXTS = 20;
/** Maximum octets of a meeting, as encoded; anything larger isn't an invitation. */
const MAX_CALENDAR = 350 * 1024;
/** Maximum characters of a section number. A file nested more deeply isn't one that a person sent. */
const MAX_SECTION = 90;

/** Determines which parts of a message are its text and which are files. */
export function layoutOf(root: PartNode): Layout {
  const walk: Walk = { left: MAX_PARTS, files: [], extras: [] };
  const found = visit(root, { related: false, alternative: false, report: false }, walk);
  const unnamed = found.filter(({ named }) => !named);
  const texts = marked((unnamed.length > 0 ? unnamed : found).slice(0, MAX_TEXTS));
  return {
    single: root.children.length === 0,
    texts: [...texts, ...walk.extras],
    attachments: namedInvitations(walk.files),
  };
}

interface Text {
  part: string;
  kind: TextKind;
  size: number;
  inText: boolean;
  inHtml: boolean;
  /** It is also a file, and used as text only if there is no other. */
  named: boolean;
}

interface Walk {
  left: number;
  files: AttachmentPart[];
  extras: TextPart[];
}

/** What contains a part. */
interface Enclosure {
  related: boolean;
  /** Directly inside multipart/alternative: then it is a version of the text, whatever its name. */
  alternative: boolean;
  report: boolean;
}

function visit(node: PartNode, place: Enclosure, walk: Walk): Text[] {
  if (walk.left-- <= 0) return [];
  const type = asciiType(node.contentType);
  if (type.startsWith('multipart/')) {
    const within: Enclosure = {
      related: place.related || type === 'multipart/related',
      alternative: type === 'multipart/alternative',
      report: type === 'multipart/report',
    };
    const branches = node.children.map((child) => visit(child, within, walk));
    return within.alternative ? chosen(branches) : branches.flat();
  }
  return leaf({ ...node, contentType: type }, place, walk);
}

function leaf(node: PartNode, place: Enclosure, walk: Walk): Text[] {
  const { part, size, contentType } = node;
  const kind = textKind(node);
  const named = node.filename !== null && node.filename !== '' && !place.alternative;
  const texts: Text[] = kind ? [{ part, kind, size, inText: true, inHtml: true, named }] : [];
  // A version of the text that we can't show (AMP, watches) isn't a file.
  const unseen = place.alternative && contentType.startsWith('text/') && contentType !== 'text/calendar';
  if ((kind && !named) || (unseen && node.filename === null)) return texts;
  if (part.length > MAX_SECTION) return texts;
  const use = extraUse(node, place);
  // The same meeting is often included both as a version of the text and as a file.
  const again = use === 'calendar' && walk.extras.some((extra) => extra.use === use);
  if (use && !again && walk.extras.length < MAX_TEXTS)
    walk.extras.push({
      part: use === 'original' && contentType === 'message/rfc822' ? `${part}.HEADER` : part,
      use,
      size,
    });
  walk.files.push(attachmentPart({ ...node, related: place.related }));
  return texts;
}

function extraUse(node: PartNode, { report }: Enclosure): TextUse | null {
  if (isOpaque(node)) return 'cms';
  if (isReport(node.contentType)) return 'report';
  if (isCalendar(node.contentType) && node.size > 0 && node.size <= MAX_CALENDAR) return 'calendar';
  const original = ['message/rfc822', 'text/rfc822-headers'].includes(node.contentType);
  return report && original ? 'original' : null;
}

/**
 * Of alternatives (RFC 2046 §5.1.4), the last one with HTML is shown, and the last one with only plain text is the
 * text.
 */
function chosen(branches: readonly Text[][]): Text[] {
  const best = [...branches].reverse();
  const plain = best.find((texts) => texts.length > 0 && texts.every(({ kind }) => kind === 'text'));
  const html = best.find((texts) => texts.some(({ kind }) => kind === 'html'));
  if (!plain || !html) return plain ?? html ?? [];
  const asText = plain.filter(({ inText }) => inText).map((text) => ({ ...text, inHtml: false }));
  const asHtml = html.filter(({ inHtml }) => inHtml).map((text) => ({ ...text, inText: false }));
  return branches.indexOf(plain) < branches.indexOf(html) ? [...asText, ...asHtml] : [...asHtml, ...asText];
}

/** If all parts are of the same kind, the message has a single version. */
function marked(texts: readonly Text[]): TextPart[] {
  const mixed = new Set(texts.map(({ kind }) => kind)).size > 1;
  return texts.map(({ part, size, kind, inText, inHtml }) => {
    const use = inText && inHtml ? 'both' : kind === 'text' && inHtml ? 'html' : 'own';
    return { part, size, use: mixed ? use : 'own' };
  });
}

/**
 * The sections that form a message's text, separated by spaces, with a mark if one isn't used according to its kind:
 * `1.1 1.2`, `1/both 2/both`. `TEXT` for a message without parts (RFC 3501 §6.4.5).
 */
export const sectionsOf = ({ single, texts }: Layout): string =>
  texts.map(({ part, use }) => `${single ? 'TEXT' : part}${use === 'own' ? '' : `/${use}`}`).join(' ');

/** Parses a word of {@link sectionsOf}. */
export function readSection(word: string): { section: string; use: TextUse } {
  const [section = '', use = 'own'] = word.split('/');
  return { section, use: use as TextUse };
}

/** The MIME header section to fetch for a section; null for an enclosed message's header, which has none. */
export const mimeSection = ({ section, use }: { section: string; use: TextUse }): string | null =>
  use === 'original' && section.endsWith('.HEADER') ? null : `${section}.mime`;
