import { MarkedLines } from './markedLines';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * Decodes uuencode (POSIX): a line's first character gives its number of octets, and three octets are written as four
 * characters. The content is between `begin` and `end`.
 */
export class UuDecoder extends MarkedLines {
  private within = false;

  constructor() {
    super('begin ');
  }

  protected override decoded(lines: readonly string[]): Buffer {
    const pieces: Buffer[] = [];
    for (const line of lines) {
      if (line.startsWith('begin ')) this.within = true;
      else if (line === 'end') this.within = false;
      else if (this.within && line !== '') pieces.push(decodedLine(line));
    }
    return Buffer.concat(pieces);
  }
}

/** Decodes one line. A space and a grave accent both stand for 0; trailing spaces may be lost in transit. */
function decodedLine(line: string): Buffer {
  const count = sextetAt(line, 0);
  const needed = Math.ceil(count / 3) * 4;
  let base64 = '';
  for (let at = 1; at <= needed; at++) base64 += BASE64[sextetAt(line, at)] ?? '';
  return Buffer.from(base64, 'base64').subarray(0, count);
}

const sextetAt = (line: string, at: number): number =>
  at < line.length ? (line.charCodeAt(at) - 32) & 0x3f : 0;
