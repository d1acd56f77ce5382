import { replaceEach } from '../patterns';
import { withoutEscapes } from '../quotedPrintable';
import { transferDecoded } from '../transferEncoding';
import { decodeCharset } from './charset';

/** `=?charset*language?encoding?text?=` (RFC 2047 §2, RFC 2231 §5). */
const WORD = /=\?([^?\s*]{1,60})(?:\*[^?\s]{0,40})?\?([BbQq])\?([^?]*)\?=/g;

interface Run {
  charset: string;
  octets: Buffer[];
}

/**
 * Decodes encoded words (RFC 2047) in a header value. Whitespace between two of them isn't part of the text (§6.2), and
 * adjacent ones in the same charset are joined before decoding, because programs split characters.
 */
export function decodeWords(value: string): string {
  if (!value.includes('=?')) return value;
  WORD.lastIndex = 0;
  const out: string[] = [];
  let run: Run | null = null;
  let at = 0;
  for (let match = WORD.exec(value); match; match = WORD.exec(value)) {
    const [all, charset = '', encoding = '', text = ''] = match;
    let blanks = match.index;
    while (blanks > at && ' \t'.includes(value[blanks - 1] ?? '')) blanks--;
    const adjacent: boolean = run !== null && blanks === at;
    if (!adjacent || run?.charset !== charset.toLowerCase()) {
      if (run) out.push(decodedRun(run));
      out.push(value.slice(at, adjacent ? at : match.index));
      run = { charset: charset.toLowerCase(), octets: [] };
    }
    run.octets.push(encoding.toLowerCase() === 'b' ? decodeB(text) : decodeQ(text));
    at = match.index + all.length;
  }
  if (run) out.push(decodedRun(run));
  out.push(value.slice(at));
  return out.join('');
}

const decodedRun = ({ charset, octets }: Run): string => decodeCharset(Buffer.concat(octets), charset);

/** Non-ASCII characters are outside the alphabet, and so are all their octets. */
const decodeB = (text: string): Buffer => transferDecoded('base64', Buffer.from(text));

const UNDERSCORES = /_/g;

const decodeQ = (text: string): Buffer => withoutEscapes(replaceEach(text, UNDERSCORES, ' '));
