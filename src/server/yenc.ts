import { MarkedLines } from './markedLines';

/** The decoded octet for each encoded one, as Latin-1 characters; `by` was added when encoding. */
const shifted = (by: number): string[] =>
  Array.from({ length: 256 }, (_, octet) => String.fromCharCode((octet - by) & 0xff));
const PLAIN = shifted(42);
const ESCAPED = shifted(42 + 64);

/**
 * Decodes yEnc (draft 1.3): each octet is written with 42 added, and after `=` with 64 more. The content is between
 * `=ybegin` and `=yend`.
 */
export class YencDecoder extends MarkedLines {
  private within = false;
  /** True after a line that was too long to wait for its end was cut right after an escape. */
  private escaped = false;

  constructor() {
    super('=ybegin ');
  }

  protected override decoded(lines: readonly string[]): Buffer {
    let decoded = '';
    for (const line of lines) {
      if (line.startsWith('=ybegin ')) this.within = true;
      else if (line.startsWith('=yend ')) this.within = false;
      else if (this.within && !line.startsWith('=ypart ')) decoded += this.decodedLine(line);
    }
    return Buffer.from(decoded, 'latin1');
  }

  private decodedLine(line: string): string {
    let decoded = '';
    for (let at = 0; at < line.length; at++) {
      const octet = line.charCodeAt(at);
      if (this.escaped) decoded += ESCAPED[octet] ?? '';
      else if (octet !== ESCAPE) decoded += PLAIN[octet] ?? '';
      this.escaped = !this.escaped && octet === ESCAPE;
    }
    return decoded;
  }
}

const ESCAPE = '='.charCodeAt(0);
