import { Transform, type TransformCallback } from 'node:stream';
import { replaceEach } from '../patterns';
import { withoutEscapes, withoutSoftBreaks } from '../quotedPrintable';

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
  /** The end of what came, as long as the next chunk tells what it means: white space, a soft break, half a line end. */
  private rest = '';
  /** A begun escape, of lines that are joined. */
  private escape = '';

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const text = this.rest + chunk.toString('latin1');
    const end = endOfLine(text);
    this.rest = text.slice(end);
    const joined = this.escape + withoutSoftBreaks(text.slice(0, end));
    this.escape = BEGUN_ESCAPE.exec(joined.slice(-2))?.[0] ?? '';
    done(null, withoutEscapes(joined.slice(0, joined.length - this.escape.length)));
  }

  override _flush(done: TransformCallback): void {
    done(null, withoutEscapes(this.escape + withoutSoftBreaks(this.rest)));
  }
}

const BEGUN_ESCAPE = /=[0-9A-Fa-f]?$/;
/** What a line may be long (RFC 5322 §2.1.1): more white space than this does not wait for what comes behind it. */
const LONGEST_LINE = 998;
const OPEN = new Set('= \t\r');

/** Where the text ends but for characters that mean something else before a line end. */
function endOfLine(text: string): number {
  let end = text.length;
  while (end > 0 && OPEN.has(text[end - 1])) end--;
  return text.length - end > LONGEST_LINE ? text.length : end;
}
