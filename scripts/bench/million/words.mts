import type { Random } from '../lib/random.mts';

/** Number of words. The n-th occurs n times less often than the first (Zipf). */
export const VOCABULARY = 200_000;
const LETTERS = 'etaoinshrdlucmfwypvbgkqjxz';

/** Returns the word of a rank, starting at 1. As in languages, shorter ones are more common. */
export function wordOf(rank: number): string {
  let word = '';
  for (let rest = rank + 700; rest > 0; rest = Math.floor(rest / 26)) word += LETTERS[rest % 26];
  return word;
}

export const WORDS = Array.from({ length: VOCABULARY }, (_, index) => wordOf(index + 1));

/** Returns a rank, as often as its word occurs. */
export const zipf = (random: Random, ranks: number): number => Math.floor(ranks ** random.next()) - 1;

/** Returns a sentence of this many words, as unevenly frequent as in real texts. */
export const sentence = (random: Random, words: number): string =>
  Array.from({ length: words }, () => WORDS[zipf(random, VOCABULARY)]).join(' ');
