import type { Random } from '../lib/random.mts';

/** So many words there are; the n-th is met n times less often than the first (Zipf). */
export const VOCABULARY = 200_000;
const LETTERS = 'etaoinshrdlucmfwypvbgkqjxz';

/** The word of a rank, from 1; shorter ones are more common, as in languages. */
export function wordOf(rank: number): string {
  let word = '';
  for (let rest = rank + 700; rest > 0; rest = Math.floor(rest / 26)) word += LETTERS[rest % 26];
  return word;
}

export const WORDS = Array.from({ length: VOCABULARY }, (_, index) => wordOf(index + 1));

/** A rank that comes as often as its word. */
export const zipf = (random: Random, ranks: number): number => Math.floor(ranks ** random.next()) - 1;

export const sentence = (random: Random, words: number): string =>
  Array.from({ length: words }, () => WORDS[zipf(random, VOCABULARY)]).join(' ');
