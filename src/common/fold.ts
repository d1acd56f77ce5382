/**
 * Normalizes letters for search: lower case, compatibility forms unified (NFKC), accents removed; and splits text into
 * words. Server and client both use it, so the client highlights exactly what the server finds.
 */

/** Characters. Longer words are cut, since they aren't real words. */
export const LONGEST_WORD = 48;
/** Marks that are removed: Latin, Greek and Cyrillic accents, Hebrew points, Arabic vowels. */
const ACCENTS = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]/g;
/** Letters that Unicode doesn't decompose. */
const FOLDED: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ı: 'i', þ: 'th' };
const FOLDABLE = new RegExp(`[${Object.keys(FOLDED).join('')}]`, 'g');

/** Characters of scripts without spaces between words; also Korean, where particles are attached to words. */
export const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Bopomofo}\\u30fc' +
  '\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
/** A run of such characters, or a word of any others. */
export const RUN = new RegExp(`([${UNSPACED}]+)|((?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}])+)`, 'gu');

/** Most mail: nothing to unify, fold or tell apart by script. */
export const PLAIN = /^[\0-\x7f]*$/;

/** `text.replace(pattern, by)` as a parameter, because the host makes the built-in one slow on the server. */
export type Replace = (text: string, pattern: RegExp, by: (match: readonly string[]) => string) => string;
const replaceAll: Replace = (text, pattern, by) => text.replace(pattern, (letter) => by([letter]));

/** A text with its letters normalized for comparison. */
export function foldText(text: string, replaced: Replace = replaceAll): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  const plain = text.toLowerCase().normalize('NFKD');
  const bare = replaced(plain, ACCENTS, () => '')
    .normalize('NFC')
    .toLowerCase();
  return replaced(bare, FOLDABLE, ([letter]) => FOLDED[letter] ?? letter);
}
