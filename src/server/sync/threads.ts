import { createHash } from 'node:crypto';
import { replaceEach } from '../patterns';
import { looseKey, subjectHash } from '../store/subjectHash';

/** What of a mail decides where it belongs. */
export interface ThreadHeaders {
  messageId: string | null;
  inReplyTo: string | null;
  /** Oldest first (RFC 5322 §3.6.4). */
  references: readonly string[];
  subject: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The key by which a mail is found by its Message-ID, and of the thread it begins. */
export const idHash = (messageId: string): string => sha256(messageId);

/** Of a long thread only the ends are looked up: a mail with thousands of references joins no thousands of threads. */
const LOOKED_UP = 6;

/** Hashes of the mails that this one may hang on, nearest first. A mail that names itself does not. */
export function ancestorHashes({
  messageId,
  inReplyTo,
  references,
}: Pick<ThreadHeaders, 'messageId' | 'inReplyTo' | 'references'>): string[] {
  const named = [...new Set(references)].filter((id) => id !== messageId);
  const ids = [inReplyTo, ...named.slice(-LOOKED_UP).reverse(), named[0]];
  return [...new Set(ids.filter((id): id is string => Boolean(id) && id !== messageId))].map(idHash);
}

/** What mails under one subject are looked up by, and what this one's thread is called if it begins one. */
export interface ThreadStart {
  subjectHash: string | null;
  threadKey: string;
}

/**
 * Where a mail stands that continues no thread. One that says it is an answer and names nothing that it answers
 * (some programs and gateways drop the headers) may be put to others under its subject.
 * @param own the hash of its Message-ID, or what else it is told apart by
 */
export function threadStart(headers: ThreadHeaders, own: string): ThreadStart {
  const { base, answer } = baseSubject(headers.subject);
  const lone = answer && ancestorHashes(headers).length === 0;
  const hash = subjectHash(base, lone);
  return { subjectHash: hash, threadKey: lone && hash ? looseKey(own) : own };
}

/** "Re:" and "Fwd:" as mail programs of many languages write them, with counters: `Re[2]:`, `AW: WG:`. */
const PREFIX =
  /^\s*(?:(re|aw|antw|antwort|sv|vs|ref|rif|r|odp|res|rép|ynt|回复|回覆|答复|答覆|返信|відп|отв|ответ|απ|תשובה|رد)|(?:fwd?|wg|tr|i|rv|enc|vb|doorst|转发|轉寄|轉發|転送|пер|fs|vl|továbbítás|pd|המשך))(?:\s*\[\d{1,3}\]|\s*\(\d{1,3}\))?\s*[:：]/iu;

const BLANKS = /\s+/g;

/** The subject without its prefixes, and whether one of them said that it is an answer. */
export function baseSubject(subject: string): { base: string; answer: boolean } {
  let rest = subject.slice(0, 1000);
  let answer = false;
  for (let match = PREFIX.exec(rest); match; match = PREFIX.exec(rest)) {
    answer ||= match[1] !== undefined;
    rest = rest.slice(match[0].length);
  }
  return { base: replaceEach(rest, BLANKS, ' ').trim().toLowerCase(), answer };
}

/** Finds a mail again in another folder: the same Message-ID, date, sender and subject. */
export function identityOf(mail: {
  messageId: string | null;
  date: Date | null;
  from: string;
  subject: string;
}): string {
  return sha256(
    JSON.stringify([mail.messageId, mail.date?.getTime() ?? null, mail.from.toLowerCase(), mail.subject]),
  );
}
