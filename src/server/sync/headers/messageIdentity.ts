import { createHash } from 'node:crypto';

/** Identifies a message that turns up in another folder: same Message-ID, date, sender and subject. */
export function identityOf(mail: {
  messageId: string | null;
  date: Date | null;
  from: string;
  subject: string;
}): string {
  const { messageId, date, from, subject } = mail;
  const facts = JSON.stringify([messageId, date?.getTime() ?? null, from.toLowerCase(), subject]);
  return createHash('sha256').update(facts).digest('hex');
}
