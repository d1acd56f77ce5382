/** One piece of a query: a word, a phrase or an operator with its value. */
export interface Piece {
  /** As typed, without the minus. */
  raw: string;
  negated: boolean;
  /** Lower case; '' for a word or phrase. */
  operator: string;
  value: string;
  quoted: boolean;
  /** Where the next piece begins. */
  end: number;
}

const QUOTES = '"“”„«»「」『』';
const OPERATORS = ['from', 'to', 'cc', 'subject', 'has', 'is', 'before', 'after', 'in', 'label'];
/** A Chinese keyboard types the wide colon. */
const OPERATOR = new RegExp(`^(${OPERATORS.join('|')})[:：]`, 'i');
const SPACE = /\s/u;

/** The piece at or after a position; null at the end. */
export function nextPiece(text: string, from: number): Piece | null {
  let at = from;
  while (at < text.length && SPACE.test(text[at])) at++;
  if (at >= text.length) return null;
  const negated = isMinus(text[at]) && at + 1 < text.length && !SPACE.test(text[at + 1]);
  if (negated) at++;
  const [head = '', operator = ''] = OPERATOR.exec(text.slice(at, at + 10)) ?? [];
  const { value, quoted, end } = valueAt(text, at + head.length);
  return { raw: text.slice(at, end), negated, operator: operator.toLowerCase(), value, quoted, end };
}

/** A word to the next white space, or what stands in quotes; one that nobody closed goes to the end. */
function valueAt(text: string, from: number): Pick<Piece, 'value' | 'quoted' | 'end'> {
  if (from < text.length && QUOTES.includes(text[from])) {
    let end = from + 1;
    while (end < text.length && !QUOTES.includes(text[end])) end++;
    return { value: text.slice(from + 1, end), quoted: true, end: Math.min(text.length, end + 1) };
  }
  let end = from;
  while (end < text.length && !SPACE.test(text[end])) end++;
  return { value: text.slice(from, end), quoted: false, end };
}

const isMinus = (char: string): boolean => char === '-' || char === '−' || char === '－';
