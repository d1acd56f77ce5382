/** Longest permitted line (RFC 5322 §2.1.1). Text of this length without a line end is treated as a line. */
const LONGEST_LINE = 998;
/** How far into the content the first line is searched for. */
const FARTHEST = 64 * 1024;

/**
 * Decoder for content that arrives in chunks and consists of lines, the first of which begins with a mark. Everything
 * before the mark is dropped. Content without a mark isn't encoded as declared, and passes through.
 */
export abstract class MarkedLines {
  private state: 'searching' | 'within' | 'through' = 'searching';
  private rest = '';

  constructor(private readonly mark: string) {}

  /** Decodes complete lines without their line ends, as Latin-1. The marked line comes first. */
  protected abstract decoded(lines: readonly string[]): Buffer;

  push(chunk: Buffer): Buffer {
    if (this.state === 'through') return chunk;
    const searched = this.rest.length;
    this.rest += chunk.toString('latin1');
    if (this.state === 'searching') {
      const start = this.findMark(searched);
      if (start < 0) return this.rest.length > FARTHEST ? this.passed() : Buffer.alloc(0);
      this.state = 'within';
      this.rest = this.rest.slice(start);
    }
    const lines = this.rest.split('\n');
    this.rest = lines.pop() ?? '';
    const whole = lines.flatMap((line) => [...cut(line)].map(withoutReturn));
    const [last = '', ...begun] = [...cut(this.rest)].reverse();
    this.rest = last;
    return this.decoded([...whole, ...begun.reverse()]);
  }

  end(): Buffer {
    if (this.state !== 'within') return this.passed();
    return this.rest === '' ? Buffer.alloc(0) : this.decoded([withoutReturn(this.rest)]);
  }

  /** Offset of the mark at the start of a line; -1 if it hasn't arrived yet. */
  private findMark(searched: number): number {
    const head = this.rest.slice(0, FARTHEST);
    if (head.startsWith(this.mark)) return 0;
    const found = head.indexOf(`\n${this.mark}`, Math.max(0, searched - this.mark.length - 1));
    return found < 0 ? -1 : found + 1;
  }

  private passed(): Buffer {
    this.state = 'through';
    const { rest } = this;
    this.rest = '';
    return Buffer.from(rest, 'latin1');
  }
}

/** Cuts a line into pieces of the greatest permitted length. */
function* cut(line: string): Generator<string> {
  let start = 0;
  for (; line.length - start > LONGEST_LINE; start += LONGEST_LINE)
    yield line.slice(start, start + LONGEST_LINE);
  yield line.slice(start);
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);
