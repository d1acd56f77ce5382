/** One piece of a query: a parenthesis, or a word, phrase or operator with its value. */
export type Piece =
  /** `(`; with an operator before it, the operator applies to each word inside. */
  | { kind: 'open'; negated: boolean; operator: string; end: number }
  | { kind: 'close'; end: number }
  | ValuePiece;

export interface ValuePiece {
  kind: 'value';
  /** As typed, without the minus. */
  raw: string;
  negated: boolean;
  /** In lower case; '' for a word or phrase. */
  operator: string;
  value: string;
  quoted: boolean;
  /** Set for a word that joins the words before and after it. */
  joins: 'or' | 'and' | null;
  /** Where the next piece begins. */
  end: number;
}

export const OPERATORS = [
  ...['from', 'to', 'cc', 'subject', 'filename', 'has', 'is', 'in', 'label'],
  ...['before', 'after', 'newer_than', 'older_than', 'larger', 'smaller'],
];

const QUOTES = '"“”„«»「」『』';
/** Chinese keyboards type the full-width forms. */
const OPEN = '(（';
const CLOSE = ')）';
const OPERATOR = new RegExp(`^(${OPERATORS.join('|')})[:：]`, 'i');
const LONGEST_OPERATOR = 11;
const SPACE = /\s/u;
const JOINS: Record<string, 'or' | 'and'> = { OR: 'or', '|': 'or', '｜': 'or', AND: 'and' };

/** The piece at or after a position; null at the end. `grouped`: a parenthesis is open and may be closed here. */
export function nextPiece(text: string, from: number, grouped: boolean): Piece | null {
  let at = from;
  while (at < text.length && SPACE.test(text[at])) at++;
  if (at >= text.length) return null;
  if (grouped && CLOSE.includes(text[at])) return { kind: 'close', end: at + 1 };
  const negated = isMinus(text[at]) && at + 1 < text.length && !SPACE.test(text[at + 1]);
  if (negated) at++;
  const [head = '', name = ''] = OPERATOR.exec(text.slice(at, at + LONGEST_OPERATOR)) ?? [];
  const operator = name.toLowerCase();
  const start = at + head.length;
  if (start < text.length && OPEN.includes(text[start]))
    return { kind: 'open', negated, operator, end: start + 1 };
  const { value, quoted, end } = valueAt(text, start, grouped);
  const raw = text.slice(at, end);
  const joins = !negated && Object.hasOwn(JOINS, raw) ? JOINS[raw] : null;
  return { kind: 'value', raw, negated, operator, value, quoted, joins, end };
}

/** A word up to the next whitespace, or quoted text; an unclosed quote extends to the end. */
function valueAt(text: string, from: number, grouped: boolean): Pick<ValuePiece, 'value' | 'quoted' | 'end'> {
  if (from < text.length && QUOTES.includes(text[from])) {
    let end = from + 1;
    while (end < text.length && !QUOTES.includes(text[end])) end++;
    return { value: text.slice(from + 1, end), quoted: true, end: Math.min(text.length, end + 1) };
  }
  let end = from;
  // Parentheses within a word belong to it: `f(x)`.
  for (let open = 0; end < text.length && !SPACE.test(text[end]); end++) {
    if (OPEN.includes(text[end])) open++;
    else if (CLOSE.includes(text[end]) && --open < 0 && grouped) break;
  }
  return { value: text.slice(from, end), quoted: false, end };
}

const isMinus = (char: string): boolean => char === '-' || char === '−' || char === '－';
