import { splitSubject } from '../../common';
import { idHash } from '../store/threads/idHash';
import { looseKey, subjectHash } from '../store/threads/subjectHash';

/** What decides which thread a message belongs to. */
export interface ThreadHeaders {
  messageId: string | null;
  inReplyTo: string | null;
  /** Oldest first (RFC 5322 §3.6.4). */
  references: readonly string[];
  subject: string;
}

/**
 * References looked up at the end of a long list: a message with thousands of them doesn't join thousands of threads.
 */
const LOOKED_UP = 6;

/** Hashes of the messages that this one may answer, nearest first; never its own. */
export function ancestorHashes({
  messageId,
  inReplyTo,
  references,
}: Pick<ThreadHeaders, 'messageId' | 'inReplyTo' | 'references'>): string[] {
  const named = [...new Set(references)].filter((id) => id !== messageId);
  const ids = [inReplyTo, ...named.slice(-LOOKED_UP).reverse(), named[0]];
  return [...new Set(ids.filter((id): id is string => Boolean(id) && id !== messageId))].map(idHash);
}

/**
 * The key for finding messages with the same subject, and the key of the thread that this message begins if it doesn't
 * join one.
 */
export interface ThreadStart {
  subjectHash: string | null;
  threadKey: string;
}

/**
 * The start of a thread, for a message that continues none. A message marked as a reply without naming what it answers
 * (some programs and gateways drop the headers) may be joined to others with its subject. `own`: the hash of its
 * Message-ID, or of whatever else identifies it.
 */
export function threadStart(headers: ThreadHeaders, own: string): ThreadStart {
  const { base, answer } = baseSubject(headers.subject);
  const lone = answer && ancestorHashes(headers).length === 0;
  const hash = subjectHash(base, lone);
  return { subjectHash: hash, threadKey: lone && hash ? looseKey(own) : own };
}

/** The subject by which messages belong together, and whether a prefix marked this one as a reply. */
export function baseSubject(subject: string): { base: string; answer: boolean } {
  const { base, answer } = splitSubject(subject);
  return { base: base.toLowerCase(), answer };
}
