import { structuredField, type Structured } from './contentType';
import { decodeWords } from './encodedWords';
import { fieldOf, headerFields } from './header';
import { asciiType } from './partKind';
import type { PartNode } from './partNode';
import { cleanLine } from './cleanText';

/** What a MIME header says about its part (RFC 2045, RFC 2183), in the terms of BODYSTRUCTURE. */
export interface Described {
  contentType: string;
  charset: string | null;
  /** Set for multipart types. */
  boundary: string | null;
  flowed: boolean;
  delSp: boolean;
  encoding: string;
  disposition: string | null;
  filename: string | null;
  contentId: string | null;
  subject: string | null;
}

/**
 * Parses a raw MIME header section. `fallback`: the type if it names none; `content`: the beginning of the part's
 * content, where an enclosed message has its subject.
 */
export function describe(header: Buffer, fallback = 'text/plain', content?: () => Buffer): Described {
  const fields = headerFields(header);
  const type = structuredField(fieldOf(fields, 'content-type') || fallback);
  const disposition = structuredField(fieldOf(fields, 'content-disposition'));
  const contentType = asciiType(type.value || fallback);
  return {
    contentType,
    charset: type.params.get('charset')?.trim() || null,
    boundary: type.params.get('boundary') ?? null,
    flowed: is(type, 'format', 'flowed'),
    delSp: is(type, 'delsp', 'yes'),
    encoding: fieldOf(fields, 'content-transfer-encoding').trim().toLowerCase() || '7bit',
    disposition: disposition.value || null,
    filename: disposition.params.get('filename') ?? type.params.get('name') ?? null,
    contentId: bracketed(fieldOf(fields, 'content-id')),
    subject: contentType === 'message/rfc822' && content ? subjectOf(content()) : null,
  };
}

/**
 * Names the only part of a message as its own header does, because servers drop the parameters of an invalid type.
 * `header`: the message's header, or its content fields.
 */
export const namedByHeader = <Node extends PartNode>(root: Node, header: Buffer): Node =>
  root.children.length > 0 || root.filename !== null
    ? root
    : { ...root, filename: describe(header).filename };

const is = ({ params }: Structured, name: string, value: string): boolean =>
  params.get(name)?.trim().toLowerCase() === value;

/** The boundary of a part that contains parts. */
export const boundaryOf = ({ contentType, boundary }: Described): string | null =>
  contentType.startsWith('multipart/') && boundary ? boundary.trimEnd() : null;

const bracketed = (id: string): string | null => id.trim().replace(/^</, '').replace(/>$/, '') || null;

/** A message's subject, from the beginning of its source. */
export function subjectOf(message: Buffer): string {
  const end = message.indexOf('\n\r\n');
  const short = message.indexOf('\n\n');
  const until = Math.min(...[end, short].filter((at) => at >= 0), message.length);
  return cleanLine(decodeWords(fieldOf(headerFields(message.subarray(0, until)), 'subject')), 1000);
}
