import type { MailHeaders } from './headers';

/** The subject of what Exchange sends in place of an item that it can't convert; the UID follows. */
const TITLE = 'Retrieval using the IMAP4 protocol failed for the following message:';
/** How its text begins. */
const OPENING = "The server couldn't retrieve the following message:";

const MAX_LINE = 1000;

/** What the substitute says about the message it replaces. */
export interface Substituted {
  subject: string;
  /** A display name only: the address is an X.400 one, which is useless. */
  fromName: string;
}

/** Whether a header belongs to a substitute. Every delivered message has a Message-ID, but a substitute has none. */
export const isSubstitute = ({ subject, messageId }: MailHeaders): boolean =>
  messageId === null && subject.startsWith(TITLE);

/** Whether a text belongs to a substitute. */
export const isSubstituteText = (text: string): boolean => text.trimStart().startsWith(OPENING);

/** Parses the text of a substitute. Missing values are ''. */
export function readSubstitute(text: string): Substituted {
  const lines = text.slice(0, 20 * MAX_LINE).split('\n');
  return { subject: quoted(lines, 'Subject: '), fromName: quoted(lines, 'From: ') };
}

/** The first quoted string after a field's name; quotes in a subject aren't escaped there. */
function quoted(lines: readonly string[], field: string): string {
  const value = (lines.find((line) => line.startsWith(field)) ?? '').slice(field.length).trim();
  if (!value.startsWith('"')) return '';
  const end = value.includes('" ("') ? value.indexOf('" ("') : value.lastIndexOf('"');
  return end > 0 ? value.slice(1, end) : value.slice(1);
}
