import { splitQuotes, type TextBlock } from './plain-text';

/** Characters shown at first. Nearly every message is shorter. */
const FIRST = 100_000;
/** Characters processed per step once the rest is requested. */
const NEXT = 20_000;
/** Characters drawn per step. A browser takes a few dozen milliseconds for this, whatever it contains. */
const SLICE = 6000;
/** An element costs as much as this many characters. */
const ELEMENT = 12;

/** Splits a long text into pieces. Joined, they are the text. */
export function textPieces(text: string): string[] {
  if (text.length <= FIRST) return [text];
  const first = pieceAt(text, 0, FIRST);
  return [first, ...cut(text.slice(first.length), NEXT)];
}

/**
 * Splits a piece of text into slices small enough to be drawn one after another. Unless `literal`, quotes are
 * separated from what was written.
 */
export function textSlices(text: string, literal = false): TextBlock[][] {
  const blocks = literal ? [{ text, depth: 0 }] : splitQuotes(text);
  // Keeps the line end; otherwise an empty last line would be invisible.
  return slicesOf(
    blocks.map((block, index) => (index < blocks.length - 1 ? { ...block, text: `${block.text}\n` } : block)),
  );
}

function slicesOf(blocks: TextBlock[]): TextBlock[][] {
  const slices: TextBlock[][] = [];
  let slice: TextBlock[] = [];
  let room = 0;
  for (const { text, depth } of blocks) {
    for (const piece of cut(text, SLICE)) {
      const cost = piece.length + ELEMENT * (depth + 1);
      if (cost > room) {
        slices.push((slice = []));
        room = SLICE;
      }
      slice.push({ text: piece, depth });
      room -= cost;
    }
  }
  return slices;
}

/** Splits a text into pieces of at most `most` characters. */
export function cut(text: string, most: number): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += pieces.at(-1)?.length ?? 0) pieces.push(pieceAt(text, at, most));
  return pieces;
}

/**
 * Ends after a line if possible, otherwise after a word, and never in the middle of a character (a surrogate
 * pair).
 */
function pieceAt(text: string, start: number, most: number): string {
  const piece = text.slice(start, start + most);
  if (start + most >= text.length) return piece;
  const end = piece.lastIndexOf('\n') + 1 || piece.lastIndexOf(' ') + 1;
  return piece.slice(0, end || (/[\uD800-\uDBFF]$/.test(piece) ? -1 : undefined));
}
