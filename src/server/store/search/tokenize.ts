import { LONGEST_WORD, PLAIN, RUN, UNSPACED, foldText as fold } from '../../../common';
import { matchesOf, replaceEach } from '../../patterns';

/**
 * Splits any text into words, in the same way for stored text and for queries, on every database. Lower case,
 * compatibility forms unified (NFKC), accents folded. Scripts without spaces between words (Chinese, Japanese, Thai, …;
 * Korean too, where particles are attached to words) give overlapping pairs of characters and, at the end of a run, its
 * last character: so each character begins a token, and a longer run is found as adjacent pairs. An email address is
 * added whole after the pieces of its text.
 */

const UNSPACED_SIGN = new RegExp(`[${UNSPACED}]`, 'u');
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Covers addresses as they occur in real mail; any others are found by their pieces. */
const ADDRESS = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})*/gu;
const ONLY_ADDRESS = new RegExp(`^${ADDRESS.source}$`, 'u');

const PLAIN_WORD = /[a-z0-9]+/g;
const PLAIN_ADDRESS = /[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*/g;

/** Folds a text as tokens are folded; see the top of this file. */
export const foldText = (text: string): string => fold(text, replaceEach);

/** The tokens of a text in order, at most `limit`. */
export function tokensOf(text: string, limit: number): string[] {
  const folded = foldText(text);
  const plain = PLAIN.test(folded);
  const tokens = UNSPACED_SIGN.test(folded)
    ? mixedTokens(folded, limit)
    : matchesOf(folded, plain ? PLAIN_WORD : WORD, limit).map(cut);
  if (tokens.length < limit && folded.includes('@'))
    for (const address of matchesOf(folded, plain ? PLAIN_ADDRESS : ADDRESS, limit))
      tokens.push(cut(address.replace(/^\.+|(?<!\.)\.+$/g, '')));
  return tokens.slice(0, limit);
}

/** For text that is, at least here and there, in a script without spaces. */
function mixedTokens(folded: string, limit: number): string[] {
  const tokens: string[] = [];
  for (const [, run, word] of folded.matchAll(RUN)) {
    if (run !== undefined) addRun(tokens, [...run], true);
    else if (word !== undefined) tokens.push(cut(word));
    if (tokens.length >= limit) break;
  }
  return tokens;
}

/** Tokens that must be adjacent. */
export interface Needle {
  tokens: string[];
  /** The last one may continue. */
  prefix: boolean;
}

/** The tokens to search for when somebody types a word or phrase; null if nothing of it can be searched for. */
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
      // In the message, the run may continue after what was typed.
      addRun(tokens, characters, !last || characters.length === 1);
      if (last) open = characters.length === 1;
    }
  }
  // A word followed by a punctuation mark is complete: "anna." doesn't find "annabel".
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
  word.length > LONGEST_WORD ? [...word].slice(0, LONGEST_WORD).join('') : word;
