import { findQuote, isBlankText, type QuoteLine } from './find-quote';
import { LONGEST_LINE } from './quote-lines';

/** A text in three parts; joined, they are the text. Without a quote at its end, all of it is above. */
export interface FoldedText {
  above: string;
  quote: string;
  /** Usually a signature. */
  below: string;
}

/** Separates the quote at the end of a text from the rest. Takes linear time. */
export function foldText(text: string): FoldedText {
  const lines: QuoteLine[] = [];
  const starts: number[] = [];
  for (let at = 0; at <= text.length;) {
    const end = text.indexOf('\n', at);
    const stop = end < 0 ? text.length : end;
    const line = text.slice(at, Math.min(stop, at + LONGEST_LINE + 1));
    lines.push({ text: line.trimEnd(), kind: line.startsWith('>') ? 'quote' : 'text' });
    starts.push(at);
    at = stop + 1;
  }
  const found = findQuote(lines);
  if (!found) return { above: text, quote: '', below: '' };
  const first = starts[found.first] ?? 0;
  const last = found.last === null ? text.length : (starts[found.last + 1] ?? text.length);
  const end = isBlankText(text.slice(last)) ? text.length : last;
  return { above: text.slice(0, first), quote: text.slice(first, end), below: text.slice(end) };
}
