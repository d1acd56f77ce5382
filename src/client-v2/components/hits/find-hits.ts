import {
  LONGEST_WORD,
  RUN,
  foldText,
  leavesOf,
  parseQuery,
  type QueryField,
  type TextTerm,
} from '../../../common';

/** The part of a message that a text belongs to. */
export type HitPlace = 'subject' | 'from' | 'to' | 'text';

/** A match within a text. */
export interface Hit {
  start: number;
  end: number;
}

/** Returns the matches in a text in their order, at most `most` of them. */
export type FindHits = (text: string, place: HitPlace, most: number) => Hit[];

/** A folded word, or a folded run of characters that are written without spaces. */
interface Part {
  text: string;
  isRun: boolean;
}

/** A search term: parts that follow one another. */
interface Needle {
  field: QueryField;
  parts: Part[];
  /** Whether the last word may continue. */
  prefix: boolean;
}

interface Piece extends Part, Hit {
  /** As it was written. */
  raw: string;
}

const PLACES: Record<QueryField, readonly HitPlace[]> = {
  any: ['subject', 'from', 'to', 'text'],
  subject: ['subject'],
  from: ['from'],
  to: ['to'],
  cc: ['to'],
  filename: [],
};

/**
 * Returns a function that finds a search's words, or null if it contains none. Words are split as on the
 * server.
 */
export function hitFinder(search: string): FindHits | null {
  const needles = leavesOf(parseQuery(search).terms).flatMap((leaf) =>
    leaf.kind === 'text' && !leaf.negated ? needleOf(leaf) : [],
  );
  if (needles.length === 0) return null;
  return (text, place, most) => {
    const wanted = needles.filter(({ field }) => PLACES[field].includes(place));
    if (wanted.length === 0) return [];
    const pieces = piecesOf(text);
    return merged(wanted.flatMap((needle) => hitsOf(pieces, needle, most))).slice(0, most);
  };
}

function needleOf({ text, field, prefix }: TextTerm): Needle[] {
  const folded = foldText(text).trim();
  const found = [...folded.matchAll(RUN)];
  const last = found.at(-1);
  if (!last) return [];
  const parts = found.map(([part, run]) => ({
    text: wordOf(part, run !== undefined),
    isRun: run !== undefined,
  }));
  // A word that is followed by another character is complete: "anna." doesn't find "annabel".
  return [{ field, parts, prefix: prefix && last.index + last[0].length === folded.length }];
}

const wordOf = (text: string, isRun: boolean): string => (isRun ? text : text.slice(0, LONGEST_WORD));

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  for (const match of text.matchAll(RUN)) {
    const [raw, run] = match;
    const isRun = run !== undefined;
    const place = { start: match.index, end: match.index + raw.length };
    pieces.push({ text: wordOf(foldText(raw), isRun), isRun, raw, ...place });
  }
  return pieces;
}

function hitsOf(pieces: readonly Piece[], needle: Needle, most: number): Hit[] {
  const hits: Hit[] = [];
  const { parts, prefix } = needle;
  const [first] = parts;
  for (let at = 0; at + parts.length <= pieces.length && hits.length < most; at++) {
    const piece = pieces[at];
    if (piece.isRun !== first.isRun) continue;
    if (parts.length > 1) hits.push(...inARow(pieces, at, needle));
    else if (first.isRun) hits.push(...inRun(piece, first.text, most - hits.length));
    else if (piece.text === first.text) hits.push(piece);
    else if (prefix && piece.text.startsWith(first.text)) hits.push(partOf(piece)(0, first.text.length));
  }
  return hits;
}

/** In scripts without spaces, what was typed can be anywhere. */
function inRun(piece: Piece, typed: string, most: number): Hit[] {
  const hits: Hit[] = [];
  let at = piece.text.indexOf(typed);
  if (at < 0) return hits;
  const part = partOf(piece);
  for (; at >= 0 && hits.length < most; at = piece.text.indexOf(typed, at + 1))
    hits.push(part(at, at + typed.length));
  return hits;
}

function inARow(pieces: readonly Piece[], at: number, { parts, prefix }: Needle): Hit[] {
  const last = parts.length - 1;
  const fits = parts.every(({ text, isRun }, index) => {
    const piece = pieces[at + index];
    if (piece.isRun !== isRun) return false;
    if (index === 0 && isRun) return piece.text.endsWith(text);
    if (index === last && (isRun || prefix)) return piece.text.startsWith(text);
    return piece.text === text;
  });
  if (!fits) return [];
  const [from, to] = [pieces[at], pieces[at + last]];
  const { start } = partOf(from)(
    parts[0].isRun ? from.text.length - parts[0].text.length : 0,
    from.text.length,
  );
  const whole = to.text === parts[last].text;
  return [{ start, end: whole ? to.end : partOf(to)(0, parts[last].text.length).end }];
}

/** A character with its accents. */
const SIGN = /\P{M}\p{M}*|\p{M}+/gu;

/** Finds the part of the original text that corresponds to a part of its folded form. */
function partOf({ raw, text, start, end }: Piece): (from: number, to: number) => Hit {
  if (raw.length === text.length) return (from, to) => ({ start: start + from, end: start + to });
  /** For each letter of the folded text, where its original character begins and where it ends. */
  const begins: number[] = [];
  const ends: number[] = [];
  let folded = '';
  for (const { 0: sign, index } of raw.matchAll(SIGN)) {
    const letters = foldText(sign);
    folded += letters;
    for (let at = 0; at < letters.length; at++) {
      begins.push(start + index);
      ends.push(start + index + sign.length);
    }
  }
  // Some characters fold together, mostly in Korean. Then the whole piece is marked.
  if (!folded.startsWith(text)) return () => ({ start, end });
  return (from, to) => ({ start: begins[from], end: ends[to - 1] });
}

function merged(hits: readonly Hit[]): Hit[] {
  const all: Hit[] = [];
  for (const hit of [...hits].sort((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    if (last && hit.start < last.end) last.end = Math.max(last.end, hit.end);
    else all.push({ start: hit.start, end: hit.end });
  }
  return all;
}
