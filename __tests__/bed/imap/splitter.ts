/** A piece of an IMAP stream: a line with its CRLF, or octets of a literal (RFC 9051 §4.3). */
export type Piece =
  /** `start`: this line begins a command or a response; it does not go on after a literal. */
  { kind: 'line'; data: Buffer; start: boolean } | { kind: 'literal'; data: Buffer };

const LITERAL = /~?\{(\d+)(\+?)\}\r?\n$/;

/** Splits one direction of a connection; large literals pass through in the chunks they came in. */
export class Splitter {
  private rest: Buffer = Buffer.alloc(0);
  private literal = 0;
  private start = true;

  push(chunk: Buffer): Piece[] {
    const pieces: Piece[] = [];
    let data = this.rest.length ? Buffer.concat([this.rest, chunk]) : chunk;
    for (;;) {
      if (this.literal > 0) {
        if (data.length === 0) break;
        const part = data.subarray(0, this.literal);
        this.literal -= part.length;
        pieces.push({ kind: 'literal', data: part });
        data = data.subarray(part.length);
        continue;
      }
      const end = data.indexOf(0x0a);
      if (end < 0) break;
      const line = data.subarray(0, end + 1);
      const match = LITERAL.exec(line.subarray(-24).toString('latin1'));
      pieces.push({ kind: 'line', data: line, start: this.start });
      this.literal = match ? Number(match[1]) : 0;
      this.start = !match;
      data = data.subarray(end + 1);
    }
    this.rest = Buffer.from(data);
    return pieces;
  }

  /** The announced literal will not come: the server refused the command (RFC 9051 §4.3). */
  dropLiteral(): void {
    this.literal = 0;
    this.start = true;
  }
}

/** Whether a line announces a literal for which the client waits for `+` (no LITERAL+, RFC 7888). */
export function announcesSynchronising(line: Buffer): boolean {
  const match = LITERAL.exec(line.subarray(-24).toString('latin1'));
  return match !== null && match[2] === '';
}
