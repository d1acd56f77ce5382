import { createHash } from 'node:crypto';

/** Shorter subjects ("hi", "test") say nothing about what belongs together. */
const MIN_SUBJECT = 5;
/** Enough to tell the subjects of one mailbox apart; a shorter index is a faster one. */
const LENGTH = 24;

/**
 * What mails under the same subject have in common, and whether it is one that answers without naming any mail
 * (`lone`): those look for all others, and all others for those.
 * @param base the subject without "Re:" and the like
 */
export function subjectHash(base: string, lone: boolean): string | null {
  if (base.length < MIN_SUBJECT) return null;
  const hash = createHash('sha256').update(base).digest('hex').slice(0, LENGTH);
  return `${lone ? 'a' : 'b'}${hash}`;
}

export const isLone = (hash: string): boolean => hash.startsWith('a');

/** The hashes of mails that may belong with this one. */
export const matching = (hash: string): string[] =>
  isLone(hash) ? [hash, `b${hash.slice(1)}`] : [`a${hash.slice(1)}`];

/** Same subject, whether lone or not. */
export const sameSubject = (one: string, other: string): boolean => one.slice(1) === other.slice(1);

/** Threads of nothing but lone answers are named so: they go along with the first mail that begins something. */
const LOOSE = 's';

export const looseKey = (key: string): string => `${LOOSE}${key.slice(1)}`;
export const isLoose = (key: string): boolean => key.startsWith(LOOSE);
