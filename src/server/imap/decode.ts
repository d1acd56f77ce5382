import { Transform, type TransformCallback } from 'node:stream';

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

class Base64Decoder extends Transform {
  private rest = '';

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    // Line ends and anything else outside the alphabet are to be ignored (RFC 2045 §6.8); padding in the
    // middle ends one quantum and is left to the flush of that quantum.
    const text = this.rest + chunk.toString('latin1').replace(/[^A-Za-z0-9+/]/g, '');
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
    // An escape or white space that may precede a line end can continue in the next chunk.
    const open = /(=[0-9A-Fa-f]?\r?|=[ \t]*\r?|[ \t]+\r?|\r)$/.exec(text);
    this.rest = open ? open[0] : '';
    done(null, decodeQuotedPrintable(open ? text.slice(0, open.index) : text));
  }

  override _flush(done: TransformCallback): void {
    done(null, decodeQuotedPrintable(this.rest.replace(/=[ \t]*\r?$/, '')));
  }
}

function decodeQuotedPrintable(text: string): Buffer {
  const decoded = text
    .replace(/[ \t]+(?=\r?\n)/g, '')
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-Fa-f]{2})/g, (_match, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(decoded, 'latin1');
}
