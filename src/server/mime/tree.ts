import { boundaryOf, describe, type Described } from './describe';
import type { PartNode } from './partNode';
import { MAX_PARTS } from './structure';

/** A part in a message's source. */
export interface SourceNode extends PartNode {
  /** Including its line breaks. */
  header: Buffer;
  /** As encoded. */
  body: Buffer;
  children: SourceNode[];
}

/** Maximum depth; deeper parts remain plain content of the part around them. */
const MAX_DEPTH = 50;
/** RFC 2046 §5.1.1 allows 70 characters; this includes hyphens and trailing whitespace. */
const MAX_DELIMITER = 400;

interface Open {
  node: Draft;
  /** null for a part without parts. */
  boundary: string | null;
}

type Draft = Described & { header: Buffer; start: number; end: number; children: Draft[] };

/**
 * The parts of a message (RFC 2046 §5.1), numbered as in IMAP (RFC 3501 §6.4.5). A single pass over the source; the
 * delimiter of an enclosing part ends an unterminated part.
 */
export function readTree(source: Buffer): SourceNode {
  const reader = new TreeReader(source);
  return toNode(source, reader.read(), '');
}

function toNode(source: Buffer, draft: Draft, number: string): SourceNode {
  const body = source.subarray(draft.start, Math.max(draft.start, draft.end));
  const { children, start: _start, end: _end, ...described } = draft;
  const parts = children.map((child, index) =>
    toNode(source, child, `${number && `${number}.`}${index + 1}`),
  );
  const part = parts.length > 0 || number !== '' ? number : '1';
  return { ...described, part, size: body.length, body, children: parts };
}

class TreeReader {
  private readonly stack: Open[] = [];
  private at = 0;
  private parts = 0;

  constructor(private readonly source: Buffer) {}

  read(): Draft {
    const root = this.begin('text/plain');
    while (this.stack.length > 0 && this.nextDelimiter());
    for (const { node } of this.stack) node.end = this.source.length;
    return root;
  }

  /** Reads a header section and opens the part that it describes. */
  private begin(fallback: string): Draft {
    const from = this.at;
    const headerEnd = this.endOfHeader();
    const header = this.source.subarray(from, headerEnd);
    const described = describe(header, fallback, () => this.source.subarray(this.at, this.at + 64 * 1024));
    const node: Draft = { ...described, header, start: this.at, end: this.source.length, children: [] };
    const boundary = this.stack.length < MAX_DEPTH ? boundaryOf(described) : null;
    this.parts++;
    this.stack.push({ node, boundary });
    return node;
  }

  /** Moves past the empty line that ends a header; a delimiter ends one too. */
  private endOfHeader(): number {
    while (this.at < this.source.length) {
      const next = this.endOfLine(this.at);
      const first = this.source[this.at];
      if (first === 0x0a || (first === 0x0d && next - this.at <= 2)) {
        const end = this.at;
        this.at = next;
        return end;
      }
      if (first === 0x2d && this.delimiterAt(this.at)) return this.at;
      this.at = next;
    }
    return this.at;
  }

  /** Advances to the next delimiter of an open part; false at the end of the message. */
  private nextDelimiter(): boolean {
    for (let line = this.lineStart(this.at); line >= 0; line = this.lineStart(this.endOfLine(line))) {
      const found = this.delimiterAt(line);
      if (!found) continue;
      this.close(found.index, line);
      this.at = this.endOfLine(line);
      const parent = this.stack[found.index];
      if (found.last || !parent) {
        if (parent) parent.boundary = null;
        return true;
      }
      if (this.parts >= MAX_PARTS) return false;
      const digest = parent.node.contentType === 'multipart/digest';
      parent.node.children.push(this.begin(digest ? 'message/rfc822' : 'text/plain'));
      return true;
    }
    return false;
  }

  /** Ends all parts deeper than `index`, before the line break that belongs to the delimiter. */
  private close(index: number, line: number): void {
    let end = line;
    if (this.source[end - 1] === 0x0a) end--;
    if (this.source[end - 1] === 0x0d) end--;
    for (const { node } of this.stack.splice(index + 1)) node.end = end;
  }

  /** Where the next line that could be a delimiter begins, starting at `from`. */
  private lineStart(from: number): number {
    if (this.isDashes(from)) return from;
    const found = this.source.indexOf('\n--', Math.max(from - 1, 0), 'latin1');
    return found < 0 ? -1 : found + 1;
  }

  private isDashes(at: number): boolean {
    return (
      this.source[at] === 0x2d && this.source[at + 1] === 0x2d && (at === 0 || this.source[at - 1] === 0x0a)
    );
  }

  private endOfLine(from: number): number {
    const found = this.source.indexOf(0x0a, from);
    return found < 0 ? this.source.length : found + 1;
  }

  /** The innermost open part that this line delimits; null if there is none. */
  private delimiterAt(line: number): { index: number; last: boolean } | null {
    if (!this.isDashes(line)) return null;
    const end = Math.min(this.endOfLine(line), line + MAX_DELIMITER);
    const text = this.source.toString('latin1', line + 2, end).trimEnd();
    const closed = text.endsWith('--') ? text.slice(0, -2) : null;
    for (let index = this.stack.length - 1; index >= 0; index--) {
      const boundary = this.stack[index]?.boundary;
      if (boundary === null || boundary === undefined) continue;
      if (text === boundary) return { index, last: false };
      if (closed === boundary) return { index, last: true };
    }
    return null;
  }
}
