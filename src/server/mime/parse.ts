import { MailError } from '../errors';
import { parseHeader, type MailHeaders } from './headers';
import { searchableText } from './htmlText';
import { joinTexts, MAX_TEXT, type FetchedPart, type ParsedText } from './joinTexts';
import type { AttachmentPart } from './attachmentPart';
import { layoutOf } from './structure';
import { transferDecoded } from '../transferEncoding';
import { readTree, type SourceNode } from './tree';

export { parseHeader } from './headers';
export { MAX_TEXT, type ParsedText } from './joinTexts';

export interface ParsedSource extends ParsedText {
  headers: MailHeaders;
  attachments: AttachmentPart[];
}

/**
 * Parses a complete message (RFC 5322): its header, its text and which parts are files. Throws `message-unreadable`.
 */
export const parseSource = (source: Buffer): ParsedSource => readable(() => readSource(source));

/**
 * The text of a message from individually fetched parts, each with its MIME header. The result is the same as from
 * {@link parseSource} for the whole message. Throws `message-unreadable`.
 */
export const parseTextParts = (parts: readonly FetchedPart[], header: Buffer): ParsedText =>
  readable(() => joinTexts(parts, header));

/** Makes sure that a message can't break more than its own parsing. */
function readable<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new MailError('message-unreadable', { cause: error });
  }
}

function readSource(source: Buffer): ParsedSource {
  const root = readTree(source);
  const { texts, attachments } = layoutOf(root);
  const nodes = nodesOf(root);
  const parts = texts.map(({ part, use }): FetchedPart => {
    const node = nodes.get(part.replace(/\.HEADER$/, ''));
    const { header, body } = node ?? root;
    return { use, mime: header, body: body.subarray(0, MAX_TEXT) };
  });
  return {
    headers: parseHeader(root.header),
    ...joinTexts(parts, root.header),
    attachments: attachments.map((file) => ({
      ...file,
      size: contentOf(nodes, file.part)?.length ?? file.size,
    })),
  };
}

/** Text for search and preview, whichever version the message has. */
export const wordsOf = ({ text, html }: Pick<ParsedText, 'text' | 'html'>): string =>
  text.trim() !== '' ? text : searchableText(html.slice(0, MAX_TEXT));

/**
 * The decoded content of one file in a message's source, by its number from {@link parseSource}; null if there is none.
 */
export const sourceFile = (source: Buffer, part: string): Buffer | null =>
  contentOf(nodesOf(readTree(source)), part);

function contentOf(nodes: ReadonlyMap<string, SourceNode>, part: string): Buffer | null {
  const node = nodes.get(part);
  return node ? transferDecoded(node.encoding, node.body) : null;
}

function nodesOf(root: SourceNode): Map<string, SourceNode> {
  const nodes = new Map<string, SourceNode>();
  const visit = (node: SourceNode): void => {
    nodes.set(node.part, node);
    node.children.forEach(visit);
  };
  visit(root);
  return nodes;
}
