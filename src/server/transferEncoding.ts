import { replaceEach } from './patterns';
import { withoutEscapes, withoutSoftBreaks } from './quotedPrintable';
import { UuDecoder } from './uuencode';
import { YencDecoder } from './yenc';

/**
 * Decodes a Content-Transfer-Encoding (RFC 2045 §6) chunk by chunk, in linear time and holding no more than one line.
 * The result is the same however the content is cut.
 */
export interface TransferDecoder {
  push(chunk: Buffer): Buffer;
  /** Decodes what was still held back. */
  end(): Buffer;
}

/** The decoder for an encoding, as a header field or BODYSTRUCTURE names it; unknown encodings pass through (§6.4). */
export function transferDecoder(encoding: string | null | undefined): TransferDecoder {
  switch (encodingName(encoding ?? '')) {
    case 'base64':
      return new Base64Decoder();
    case 'quoted-printable':
      return new QuotedPrintableDecoder();
    case 'uuencode':
    case 'uue':
      return new UuDecoder();
    case 'yenc':
      return new YencDecoder();
    default:
      return { push: (chunk) => chunk, end: () => Buffer.alloc(0) };
  }
}

/** Decodes a whole content at once. */
export function transferDecoded(encoding: string | null | undefined, body: Buffer): Buffer {
  const decoder = transferDecoder(encoding);
  const decoded = decoder.push(body);
  const rest = decoder.end();
  return rest.length === 0 ? decoded : Buffer.concat([decoded, rest]);
}

/** The name without the parameters, comments and quotes that some programs add, and without `x-`. */
function encodingName(encoding: string): string {
  const [name = ''] = /^[\w-]+/.exec(encoding.slice(0, 100).trim().replace(/^["']/, '')) ?? [];
  return name.toLowerCase().replace(/^x-/, '');
}

const NOT_BASE64 = /[^A-Za-z0-9+/=]+/g;

/**
 * Base64 (§6.8). All characters outside the alphabet are ignored, including `-` and `_`. Padding ends a quantum but not
 * the content, because some messages consist of several pieces that are padded separately.
 */
class Base64Decoder implements TransferDecoder {
  /** An incomplete quantum. */
  private rest = '';

  push(chunk: Buffer): Buffer {
    const text = this.rest + replaceEach(chunk.toString('latin1'), NOT_BASE64, '');
    const pieces: Buffer[] = [];
    let start = 0;
    for (let pad = text.indexOf('='); pad >= 0; pad = text.indexOf('=', start)) {
      if (pad > start) pieces.push(Buffer.from(text.slice(start, pad), 'base64'));
      start = pad + 1;
    }
    const end = text.length - ((text.length - start) % 4);
    if (end > start) pieces.push(Buffer.from(text.slice(start, end), 'base64'));
    this.rest = text.slice(end);
    return Buffer.concat(pieces);
  }

  end(): Buffer {
    return Buffer.from(this.rest, 'base64');
  }
}

/** Quoted-printable (§6.7). */
class QuotedPrintableDecoder implements TransferDecoder {
  /** The end of the input while its meaning depends on the next chunk: white space, a soft break, half a line end. */
  private rest = '';
  /** An incomplete escape at the end of joined lines. */
  private escape = '';

  push(chunk: Buffer): Buffer {
    const text = this.rest + chunk.toString('latin1');
    const end = endOfLine(text);
    this.rest = text.slice(end);
    const joined = this.escape + withoutSoftBreaks(text.slice(0, end));
    this.escape = BEGUN_ESCAPE.exec(joined.slice(-2))?.[0] ?? '';
    return withoutEscapes(joined.slice(0, joined.length - this.escape.length));
  }

  end(): Buffer {
    return withoutEscapes(this.escape + withoutSoftBreaks(this.rest));
  }
}

const BEGUN_ESCAPE = /=[0-9A-Fa-f]?$/;
/** Longest permitted line (RFC 5322 §2.1.1). A longer run of white space isn't held back to see what follows it. */
const LONGEST_LINE = 998;
const OPEN = new Set('= \t\r');

/** End of the text without the trailing characters that mean something else before a line end. */
function endOfLine(text: string): number {
  let end = text.length;
  while (end > 0 && OPEN.has(text[end - 1] ?? '')) end--;
  return text.length - end > LONGEST_LINE ? text.length : end;
}
