import type { Random } from '../lib/random.mts';
import { sentence, zipf } from './words.mts';

export const MAILS = 1_000_000;
/** Messages per account: one large mailbox, and others down to a small one. */
export const ACCOUNTS = [320, 200, 130, 100, 80, 60, 45, 30, 20, 15].map((thousands) => thousands * 1000);
/** The folders of each account, with their share of its messages. */
export const FOLDERS = [
  { role: 'inbox', path: 'INBOX', share: 0.6 },
  { role: 'archive', path: 'Archive', share: 0.25 },
  { role: 'sent', path: 'Sent Items', share: 0.1 },
  { role: 'trash', path: 'Deleted Items', share: 0.05 },
] as const;

const PEOPLE = 3000;
const NEWEST = Date.UTC(2026, 0, 1);
const YEARS = 6 * 365 * 24 * 60 * 60 * 1000;

export interface MillionMail {
  folder: number;
  receivedAt: Date;
  thread: string;
  subject: string;
  from: number;
  to: number[];
  text: string;
  seen: boolean;
  flagged: boolean;
  attachment: boolean;
}

export const personName = (person: number): string => `Person${person} Family${person % 700}`;
export const personAddress = (person: number): string => `person${person}@firm${person % 400}.example`;

/**
 * Generates an account's message. Senders and words are as unevenly distributed as in real life; threads have
 * 1 to 30 messages.
 */
export function mailOf(random: Random, account: number, index: number): MillionMail {
  const size = ACCOUNTS[account] ?? 1;
  let folder = 0;
  for (let at = random.next(); folder < FOLDERS.length - 1 && at >= FOLDERS[folder].share; folder++)
    at -= FOLDERS[folder].share;
  const thread = Math.floor(index / (1 + (Math.floor(index / 30) % 30)));
  return {
    folder,
    receivedAt: new Date(NEWEST - Math.floor(((index + random.next()) / size) * (YEARS / 1000)) * 1000),
    thread: `thread-${account}-${thread}`,
    subject: sentence(random, 3 + random.below(6)),
    from: zipf(random, PEOPLE),
    to: Array.from({ length: 1 + random.below(3) }, () => zipf(random, PEOPLE)),
    text: sentence(random, Math.round(random.logarithmic(15, 300))),
    seen: random.chance(0.95),
    flagged: random.chance(0.02),
    attachment: random.chance(0.2),
  };
}
