import type { Id, MailAddress } from '../../../common';
import { tokensOf } from './tokenize';

/** The searchable parts of a message. */
export interface SearchText {
  id: Id;
  accountId: Id;
  receivedAt: Date;
  subject: string;
  from: readonly MailAddress[];
  to: readonly MailAddress[];
  cc: readonly MailAddress[];
  bcc: readonly MailAddress[];
  /** Names of the files. */
  files: readonly string[];
  /** Plain text of the body; '' if it isn't stored yet. */
  text: string;
}

/** A field's mark in a token: w anywhere, s subject, f from, t any recipient, c in copy. */
export type FieldMark = 'w' | 's' | 'f' | 't' | 'c';

/** Maximum characters of a body that are read, and maximum tokens of it that are kept: some forty pages. */
const MAX_TEXT = 200_000;
const MAX_TOKENS = 6000;
/** Maximum tokens kept of any other field. */
const MAX_FIELD = 500;

/**
 * All tokens of a message in order. Each begins with a mark of its account and one of its field, so that a search only
 * goes through the words of one account.
 */
export function streamOf(mail: SearchText): string[] {
  const account = accountMark(mail.accountId);
  const mark = (field: FieldMark, tokens: string[]) => marked(account + field, tokens);
  const subject = tokensOf(mail.subject, MAX_FIELD);
  const from = tokensOf(people(mail.from), MAX_FIELD);
  const to = tokensOf(people([...mail.to, ...mail.cc, ...mail.bcc]), MAX_FIELD);
  const files = tokensOf(mail.files.join(' '), MAX_FIELD);
  return [
    ...mark('w', [...subject, ...from, ...to, ...files]),
    ...bodyStreamOf(mail.accountId, mail.text),
    ...mark('s', subject),
    ...mark('f', from),
    ...mark('t', to),
    ...mark('c', tokensOf(people(mail.cc), MAX_FIELD)),
  ];
}

/** Only the tokens of a message's text. */
export const bodyStreamOf = (accountId: Id, text: string): string[] =>
  marked(`${accountMark(accountId)}w`, tokensOf(text.slice(0, MAX_TEXT), MAX_TOKENS));

const marked = (mark: string, tokens: readonly string[]): string[] => tokens.map((token) => mark + token);

const people = (addresses: readonly MailAddress[]): string =>
  addresses.map(({ name, address }) => `${name} ${address}`).join(' , ');

/**
 * Three characters that stand for an account. If two accounts share them, it only costs a little time, since rows are
 * restricted to the account as well.
 */
export function accountMark(accountId: Id): string {
  let hash = 0x811c9dc5;
  for (const char of String(accountId)) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  return ((hash >>> 0) % 46_656).toString(36).padStart(3, '0');
}
