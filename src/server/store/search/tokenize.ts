import { matchesOf, replaceEach } from '../../patterns';

/**
 * Words out of any text, alike for what is stored and what is asked for, on every database. Lower case,
 * compatibility forms unified (NFKC), accents folded. Scripts that write no spaces between words (Chinese,
 * Japanese, Thai, …; Korean too, where particles stick to words) give overlapping pairs of characters and,
 * at the end of a run, its last one: so each character begins a token, and a longer run is found as pairs
 * in a row. A mail address stands whole after the pieces of its text.
 */

/** Longer words are cut; they are no words. */
const MAX_LENGTH = 48;
/** Marks that fold away: Latin, Greek and Cyrillic accents, Hebrew points, Arabic vowels. */
const ACCENTS = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]/g;
/** Letters that Unicode does not take apart. */
const FOLDED: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ı: 'i', þ: 'th' };
const FOLDABLE = new RegExp(`[${Object.keys(FOLDED).join('')}]`, 'g');

const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Bopomofo}\\u30fc' +
  '\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const RUN = new RegExp(`([${UNSPACED}]+)|((?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}])+)`, 'gu');
const UNSPACED_SIGN = new RegExp(`[${UNSPACED}]`, 'u');
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** As far as addresses occur in real mail; everything else is found by its pieces. */
const ADDRESS = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})*/gu;
const ONLY_ADDRESS = new RegExp(`^${ADDRESS.source}$`, 'u');

/** Most mail: nothing in it has to be unified, folded, or told apart by script. */
const PLAIN = /^[\0-\x7f]*$/;
const PLAIN_WORD = /[a-z0-9]+/g;
const PLAIN_ADDRESS = /[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*/g;

export function foldText(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  const plain = text.toLowerCase().normalize('NFKD');
  const bare = replaceEach(plain, ACCENTS, '').normalize('NFC').toLowerCase();
  return replaceEach(bare, FOLDABLE, ([letter]) => FOLDED[letter] ?? letter);
}

/** The tokens of a text in their order, at most `limit`. */
export function tokensOf(text: string, limit: number): string[] {
  const folded = foldText(text);
  const plain = PLAIN.test(folded);
  const tokens = UNSPACED_SIGN.test(folded)
    ? mixedTokens(folded, limit)
    : matchesOf(folded, plain ? PLAIN_WORD : WORD, limit).map(cut);
  if (tokens.length < limit && folded.includes('@'))
    for (const address of matchesOf(folded, plain ? PLAIN_ADDRESS : ADDRESS, limit))
      tokens.push(cut(address.replace(/^[.]+|[.]+$/g, '')));
  return tokens.slice(0, limit);
}

/** Of text that is, at least here and there, in a script without spaces. */
function mixedTokens(folded: string, limit: number): string[] {
  const tokens: string[] = [];
  for (const [, run, word] of folded.matchAll(RUN)) {
    if (run !== undefined) addRun(tokens, [...run], true);
    else if (word !== undefined) tokens.push(cut(word));
    if (tokens.length >= limit) break;
  }
  return tokens;
}

/** Tokens that must stand in a row. */
export interface Needle {
  tokens: string[];
  /** The last one may go on. */
  prefix: boolean;
}

/** What to look for, for a word or phrase that somebody typed; null where nothing of it can be looked for. */
export function needleOf(text: string, prefix: boolean): Needle | null {
  const folded = foldText(text).trim();
  if (ONLY_ADDRESS.test(folded)) return { tokens: [cut(folded)], prefix };
  const runs = [...folded.matchAll(RUN)];
  const tokens: string[] = [];
  let open = prefix;
  for (const [index, [, run, word]] of runs.entries()) {
    const last = index === runs.length - 1;
    if (word !== undefined) tokens.push(cut(word));
    else {
      const characters = [...(run ?? '')];
      // In the mail more of the run may follow what was typed.
      addRun(tokens, characters, !last || characters.length === 1);
      if (last) open = characters.length === 1;
    }
  }
  // After a sign nothing goes on: "anna." is a whole word.
  const end = runs.at(-1);
  if (end && end.index + end[0].length < folded.length) open &&= end[1] !== undefined;
  return tokens.length > 0 ? { tokens, prefix: open } : null;
}

function addRun(tokens: string[], characters: string[], whole: boolean): void {
  for (let at = 0; at + 1 < characters.length; at++) tokens.push(characters[at] + characters[at + 1]);
  const last = characters.at(-1);
  if (whole && last !== undefined) tokens.push(last);
}

const cut = (word: string): string =>
  word.length > MAX_LENGTH ? [...word].slice(0, MAX_LENGTH).join('') : word;
