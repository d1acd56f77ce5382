import { Transform, type TransformCallback } from 'node:stream';
import { replaceEach } from '../patterns';
import { decodeQuotedPrintable } from '../quotedPrintable';

/** Content-Transfer-Encoding undone as a stream (RFC 2045 §6); unknown ones pass through (§6.4). */
export function transferDecoder(encoding: string | null | undefined): Transform {
  switch ((encoding ?? '').trim().toLowerCase()) {
    case 'base64':
      return new Base64Decoder();
    case 'quoted-printable':
      return new QuotedPrintableDecoder();
    default:
      return new Transform({ transform: (chunk: Buffer, _encoding, done) => done(null, chunk) });
  }
}

const NOT_BASE64 = /[^A-Za-z0-9+/]+/g;

class Base64Decoder extends Transform {
  private rest = '';

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    // Line ends and anything else outside the alphabet are to be ignored (RFC 2045 §6.8); padding in the
    // middle ends one quantum and is left to the flush of that quantum.
    const text = this.rest + replaceEach(chunk.toString('latin1'), NOT_BASE64, '');
    const usable = text.length - (text.length % 4);
    this.rest = text.slice(usable);
    done(null, usable > 0 ? Buffer.from(text.slice(0, usable), 'base64') : undefined);
  }

  override _flush(done: TransformCallback): void {
    done(null, this.rest.length > 1 ? Buffer.from(this.rest, 'base64') : undefined);
  }
}

class QuotedPrintableDecoder extends Transform {
  private rest = '';

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const text = this.rest + chunk.toString('latin1');
    const end = text.length - openEnd(text);
    this.rest = text.slice(end);
    done(null, decodeQuotedPrintable(text.slice(0, end)));
  }

  override _flush(done: TransformCallback): void {
    done(null, decodeQuotedPrintable(this.rest));
  }
}

/** What a line may be long (RFC 5322 §2.1.1): more than this does not wait for what comes behind it. */
const LONGEST_LINE = 998;
const OPEN = new Set('=0123456789ABCDEFabcdef \t\r\n');

/** How many characters at the end may mean what the next chunk says: escapes, soft breaks, blanks, line ends. */
function openEnd(text: string): number {
  let open = 0;
  while (open < text.length && OPEN.has(text[text.length - 1 - open])) {
    if (++open > LONGEST_LINE) return 0;
  }
  return open;
}
