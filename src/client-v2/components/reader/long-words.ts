/** Characters. Longer than any web address that people look at. */
const LONGEST = 500;
const PIECE = 100;
/** Splits where browsers can break a line, which excludes the no-break space. */
const WORDS = /[^ \t\n\r]+/g;

/** Whether a text has a word so long that a browser takes seconds to break it into lines. */
export function hasLongWord(text: string): boolean {
  WORDS.lastIndex = 0;
  for (let word = WORDS.exec(text); word; word = WORDS.exec(text)) if (word[0].length > LONGEST) return true;
  return false;
}

/**
 * Splits a text into pieces between which a line may break: long words are cut, everything else stays in one
 * piece. Joined, the pieces are the text. Takes linear time.
 */
export function wordPieces(text: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  WORDS.lastIndex = 0;
  for (let word = WORDS.exec(text); word; word = WORDS.exec(text)) {
    const end = word.index + word[0].length;
    if (word[0].length <= LONGEST) continue;
    for (let at = pieceEnd(text, word.index); at < end; at = pieceEnd(text, start)) {
      pieces.push(text.slice(start, at));
      start = at;
    }
  }
  pieces.push(text.slice(start));
  return pieces;
}

/** Never cuts a character (a surrogate pair) in half. */
function pieceEnd(text: string, from: number): number {
  const end = from + PIECE;
  return /[\uDC00-\uDFFF]/.test(text[end] ?? '') ? end + 1 : end;
}
