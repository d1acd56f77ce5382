import { foldText, UNSPACED } from '../../../common';
import { matchesOf, replaceEach } from '../../patterns';

/** Octets of a word that are stored; a longer one is found by its beginning. */
const OCTETS = 40;
/** Words per person. */
const MOST_WORDS = 20;
/** Words of a query; the others have no influence. */
const MOST_TYPED = 5;
/** Characters of a name whose words are found. */
const LONGEST_NAME = 200;

const WORD = /[^\s,;:"()<>[\]]+/g;
/** Characters within a word after which another one begins: `mueller` in `anna.mueller@example.org`. */
const INNER = /[-._+'’@/]/g;
const UNSPACED_SIGN = new RegExp(`[${UNSPACED}]`, 'u');

const wordsIn = (text: string, limit: number): string[] =>
  matchesOf(foldText(text, replaceEach), WORD, limit);

/** A word as it's stored: every database sorts these digits the same way, whatever its collation. */
const stored = (word: string): string => Buffer.from(word).subarray(0, OCTETS).toString('hex');

/** Everything that may be typed to find a person, as stored. */
export function wordsOf(name: string, address: string): string[] {
  const found = new Set<string>();
  // The last label (`com`) finds everybody and so nobody.
  for (const word of wordsIn(address, 1))
    for (const part of beginningsIn(word)) if (part === word || part.includes('.')) found.add(stored(part));
  for (const word of wordsIn(name.slice(0, LONGEST_NAME), MOST_WORDS))
    for (const part of beginningsIn(word)) found.add(stored(part));
  return [...found].slice(0, MOST_WORDS);
}

/** The word, and what remains of it at each place where somebody might begin to type. */
function beginningsIn(word: string): string[] {
  if (UNSPACED_SIGN.test(word)) {
    const characters = [...word];
    return characters.map((_, at) => characters.slice(at).join(''));
  }
  INNER.lastIndex = 0;
  const parts = [word];
  for (let inner = INNER.exec(word); inner; inner = INNER.exec(word)) parts.push(word.slice(inner.index + 1));
  return parts.filter((part) => part !== '');
}

/** A range of stored words: all those that begin with what was typed. */
export interface WordRange {
  from: string;
  to: string;
}

/** The ranges that must each contain a word of the person's, the narrowest first; none if nothing can be found. */
export function rangesOf(text: string): WordRange[] {
  const typed = wordsIn(text, MOST_TYPED).map(stored);
  // No digit comes after `f`.
  return typed
    .sort((one, other) => other.length - one.length)
    .map((word) => ({ from: word, to: `${word}g` }));
}
