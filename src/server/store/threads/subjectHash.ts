import { createHash } from 'node:crypto';

/** Minimum length of a subject: shorter ones ("hi", "test") say nothing about what belongs together. */
const MIN_SUBJECT = 5;
/** Hex digits of a hash: enough to tell the subjects of one mailbox apart, and a shorter index is faster. */
const LENGTH = 24;

/**
 * The hash that messages with the same subject share; null if the subject is too short. It also tells whether a message
 * is a reply that names no message (`lone`): those look for all others, and all others look for those. `base` is the
 * subject without "Re:" and the like.
 */
export function subjectHash(base: string, lone: boolean): string | null {
  if (base.length < MIN_SUBJECT) return null;
  const hash = createHash('sha256').update(base).digest('hex').slice(0, LENGTH);
  return `${lone ? 'a' : 'b'}${hash}`;
}

/** Whether the message with this hash is a reply that names no message. */
export const isLone = (hash: string): boolean => hash.startsWith('a');

/** The hashes of messages that may belong with this one. */
export const matching = (hash: string): string[] =>
  isLone(hash) ? [hash, `b${hash.slice(1)}`] : [`a${hash.slice(1)}`];

/** Whether the subjects are the same, no matter which of them are lone. */
export const sameSubject = (one: string, other: string): boolean => one.slice(1) === other.slice(1);

/** Prefix of threads that consist only of lone replies: they follow the first message that starts something. */
const LOOSE = 's';

/** Turns a thread's key into that of a thread which consists only of lone replies. */
export const looseKey = (key: string): string => `${LOOSE}${key.slice(1)}`;
export const isLoose = (key: string): boolean => key.startsWith(LOOSE);
