import type { MessageNotice } from '../../common';
import type { MessageFacts } from '../messageFacts';
import { readInvitation } from './calendar';
import { decodeCharset } from './charset';
import { cleanText } from './cleanText';
import { readCms } from './cms';
import { readReport } from './deliveryReport';
import { describe, type Described } from './describe';
import { readFacts } from './facts';
import { unflowed } from './flowed';
import { headerFields } from './header';
import { headerNotices } from './headerNotices';
import { parseHeader } from './headers';
import { searchableText } from './htmlText';
import { textKind, type TextKind } from './partKind';
import { isTextUse, layoutOf, type TextUse } from './structure';
import { textToHtml } from './text';
import { transferDecoded } from '../transferEncoding';
import { readTree, type SourceNode } from './tree';

/** A fetched section of a message. */
export interface FetchedPart {
  use: TextUse;
  /** Its MIME header, or the message's for one without parts. Not used for an `original` from message/rfc822. */
  mime: Buffer;
  /** As encoded. */
  body: Buffer;
}

export interface ParsedText {
  /** '' if the message has neither plain text nor HTML next to it. */
  text: string;
  /** As received: never shown before it is sanitized. */
  html: string;
  /** Notices for the reader. */
  notices: MessageNotice[];
  facts: MessageFacts;
}

/** Maximum characters of a text: ten times a long novel. */
export const MAX_TEXT = 4 * 1024 * 1024;

/**
 * The two versions of a message's text, and what else its sections say. `header`: the message's header, or those of its
 * fields that `readFacts` reads.
 */
export function joinTexts(parts: readonly FetchedPart[], header: Buffer): ParsedText {
  const fields = headerFields(header);
  const all = parts.flatMap((part) => (part.use === 'cms' ? within(part) : [part]));
  const pieces = all.flatMap(pieceOf).filter(({ content }) => content.trim() !== '');
  const hasHtml = pieces.some(({ kind }) => kind === 'html');
  const text = pieces.filter(
    ({ kind, use }) => use === 'both' || (kind === 'text' && (use === 'own' || !hasHtml)),
  );
  const html = hasHtml ? pieces.filter(({ kind, use }) => kind === 'html' || use !== 'own') : [];
  const words = cleanText(text.map(asText).join('\n'), MAX_TEXT);
  return {
    text: words,
    html: cleanText(html.map(asHtml).join('<br/>\n'), MAX_TEXT),
    notices: [
      ...headerNotices(fields, words),
      ...parts.flatMap(cmsNotice),
      ...reportNotices(all),
      ...all.flatMap(invitationNotice),
    ],
    facts: readFacts(fields),
  };
}

interface Piece {
  kind: TextKind;
  use: TextUse;
  content: string;
}

function pieceOf({ use, mime, body }: FetchedPart): Piece[] {
  if (!isTextUse(use)) return [];
  const described = describe(mime);
  // A part listed as text is text, whatever its disposition.
  const kind = textKind({ ...described, disposition: null });
  return kind ? [{ kind, use, content: contentOf(described, kind, body) }] : [];
}

function contentOf(part: Described, kind: TextKind, body: Buffer): string {
  const octets = transferDecoded(part.encoding, body);
  const content = decodeCharset(octets, part.charset, kind === 'html').replaceAll('\r\n', '\n');
  return kind === 'text' && part.flowed ? unflowed(content, part.delSp) : content;
}

const asText = ({ kind, content }: Piece): string =>
  kind === 'html' ? searchableText(content.slice(0, MAX_TEXT)) : content;

const asHtml = ({ kind, content }: Piece): string =>
  kind === 'html' ? content : `<div>${textToHtml(content.slice(0, MAX_TEXT))}</div>`;

const decoded = ({ mime, body }: FetchedPart): Buffer => transferDecoded(describe(mime).encoding, body);

function cmsNotice(part: FetchedPart): MessageNotice[] {
  if (part.use !== 'cms') return [];
  const { kind } = readCms(decoded(part));
  return kind === null ? [] : [{ kind }];
}

/** The texts inside signed data, which need no key to read (RFC 8551 §3.5.2). */
function within(part: FetchedPart): FetchedPart[] {
  const { content } = readCms(decoded(part));
  if (!content) return [];
  const root = readTree(content);
  const nodes = new Map<string, SourceNode>();
  const visit = (node: SourceNode): void => {
    nodes.set(node.part, node);
    node.children.forEach(visit);
  };
  visit(root);
  return layoutOf(root).texts.flatMap(({ part: number, use }) => {
    const node = nodes.get(number);
    return node && use !== 'cms' ? [{ use, mime: node.header, body: node.body.subarray(0, MAX_TEXT) }] : [];
  });
}

function invitationNotice(part: FetchedPart): MessageNotice[] {
  if (part.use !== 'calendar') return [];
  // UTF-8 unless stated otherwise (RFC 5545 §8.1).
  const invitation = readInvitation(decodeCharset(decoded(part), describe(part.mime).charset ?? 'utf-8'));
  return invitation ? [{ kind: 'invitation', ...invitation }] : [];
}

function reportNotices(parts: readonly FetchedPart[]): MessageNotice[] {
  const original = parts.find(({ use }) => use === 'original');
  const header = original && parseHeader(original.body);
  return parts
    .filter(({ use }) => use === 'report')
    .flatMap((report) => {
      const recipients = readReport(decoded(report));
      if (recipients.length === 0) return [];
      const { messageId = null, subject = '' } = header ?? {};
      return [{ kind: 'delivery' as const, recipients, messageId, subject }];
    });
}
