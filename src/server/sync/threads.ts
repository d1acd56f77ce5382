import { createHash } from 'node:crypto';

/** What of a mail decides where it belongs. */
export interface ThreadHeaders {
  messageId: string | null;
  inReplyTo: string | null;
  /** Oldest first (RFC 5322 §3.6.4). */
  references: readonly string[];
  subject: string;
  /** Lower-case addresses of everybody named in From, To and Cc. */
  participants: readonly string[];
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The key by which a mail is found by its Message-ID, and of the thread it begins. */
export const idHash = (messageId: string): string => sha256(messageId);

/** Of a long thread only the ends are looked up. */
const LOOKED_UP = 6;

/** Hashes of the mails that this one may hang on, nearest first. */
export function ancestorHashes(headers: ThreadHeaders): string[] {
  const near = [...headers.references].reverse().slice(0, LOOKED_UP);
  const ids = [headers.inReplyTo, ...near, headers.references[0]];
  return [...new Set(ids.filter((id): id is string => Boolean(id)))].map(idHash);
}

/**
 * The thread of a mail none of whose ancestors is stored: named by the root its References begin with, else
 * by what it answers, else by itself.
 */
export function threadKeyOf(headers: ThreadHeaders): string {
  const root = headers.references[0] ?? headers.inReplyTo;
  if (root) return idHash(root);
  return (
    subjectKey(headers) ?? (headers.messageId ? idHash(headers.messageId) : sha256(JSON.stringify(headers)))
  );
}

/** "Re:" and "Fwd:" as mail programs of many languages write them, with counters: `Re[2]:`, `AW: WG:`. */
const PREFIX =
  /^\s*(?:(re|aw|antw|antwort|sv|vs|ref|rif|r|odp|res|rép|ynt|回复|回覆|答复|答覆|返信|відп|отв|ответ|απ|תשובה|رد)|(?:fwd?|wg|tr|i|rv|enc|vb|doorst|转发|轉寄|轉發|転送|пер|fs|vl|továbbítás|pd|המשך))(?:\s*\[\d{1,3}\]|\s*\(\d{1,3}\))?\s*[:：]/iu;

/** The subject without its prefixes, and whether one of them said that it is an answer. */
export function baseSubject(subject: string): { base: string; answer: boolean } {
  let rest = subject.slice(0, 1000);
  let answer = false;
  for (let match = PREFIX.exec(rest); match; match = PREFIX.exec(rest)) {
    answer ||= match[1] !== undefined;
    rest = rest.slice(match[0].length);
  }
  return { base: rest.replace(/\s+/g, ' ').trim().toLowerCase(), answer };
}

const MIN_SUBJECT = 5;

/**
 * For an answer that names no ancestor at all (some programs and gateways drop the headers): it goes with
 * other such answers under the same subject among the same people. Never for mails that begin something:
 * a weekly "Report" is no conversation.
 */
function subjectKey(headers: ThreadHeaders): string | null {
  const { base, answer } = baseSubject(headers.subject);
  if (!answer || base.length < MIN_SUBJECT) return null;
  return sha256(`subject ${base} ${[...new Set(headers.participants)].sort().join(' ')}`);
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
