import { Random } from '../random.mts';

/** Number of all messages. Smaller mailboxes contain the newest of them. */
export const ALL_MAILS = 20_000;
const REAL_SHARE = 0.3;
const SENDERS = 300;
const LONGEST_THREAD = 30;
const NEWEST = Date.UTC(2026, 9, 1);
const MEAN_GAP = (4 * 365 * 24 * 60 * 60 * 1000) / ALL_MAILS;

export const OWNER = { name: 'Olivia Owner', address: 'owner@bench.example' };

/** Twenty folders with their share of the messages, in percent. */
const FOLDERS: ReadonlyArray<[path: string, share: number]> = [
  ['INBOX', 36],
  ['Archive', 14],
  ['Sent Items', 12],
  ['Deleted Items', 8],
  ['Junk Email', 6],
  ['Drafts', 0.5],
  ['Projects', 1],
  ['Projects/Alpha', 3],
  ['Projects/Beta', 2.5],
  ['Projects/Gamma', 2],
  ['Customers', 1],
  ['Customers/North', 2],
  ['Customers/South', 2],
  ['Newsletters', 4],
  ['Lists', 2],
  ['Invoices', 1.5],
  ['Travel', 0.5],
  ['Team', 1],
  ['Private', 0.5],
  ['Old', 0.5],
];

export const FOLDER_PATHS = FOLDERS.map(([path]) => path);

/** How many of the synthetic messages are within each range of bytes. */
const SIZES: ReadonlyArray<[count: number, from: number, to: number]> = [
  [4500, 2_000, 10_000],
  [7500, 10_000, 43_000],
  [1800, 43_000, 160_000],
  [100, 160_000, 1_000_000],
  [99, 1_050_000, 4_900_000],
  [1, 5_000_000, 5_000_001],
];

export interface Person {
  name: string;
  address: string;
}

export interface PlannedMail {
  /** By age; 0 is the oldest. */
  index: number;
  folder: string;
  date: Date;
  /** The letters Maildir uses. */
  flags: string;
  /**
   * Number of a real message in the data set; null for a generated one. The fields below are for generated
   * ones.
   */
  real: number | null;
  size: number;
  /** Indexes of all earlier messages in the thread, oldest first. */
  thread: readonly number[];
  from: Person;
  to: readonly Person[];
}

const FIRST = [
  'Anna',
  'Ben',
  'Carla',
  'David',
  'Elif',
  'Farid',
  'Grace',
  'Hiro',
  'Ines',
  'Jörg',
  '王芳',
  '李伟',
];
const LAST = [
  'Schmidt',
  'Meyer',
  'Rossi',
  'Novák',
  'Tanaka',
  'Okafor',
  'Larsen',
  'Dubois',
  'García',
  'Kowalski',
];

function people(random: Random): Person[] {
  return Array.from({ length: SENDERS }, (_, index) => ({
    name: `${random.pick(FIRST)} ${random.pick(LAST)}`,
    address: `person${index}@company${index % 60}.example`,
  }));
}

function folderOf(random: Random): string {
  let left = random.next() * FOLDERS.reduce((sum, [, share]) => sum + share, 0);
  for (const [path, share] of FOLDERS) if ((left -= share) < 0) return path;
  return 'INBOX';
}

function sizes(random: Random): number[] {
  return random.shuffle(
    SIZES.flatMap(([count, from, to]) =>
      Array.from({ length: count }, () => Math.round(random.logarithmic(from, to))),
    ),
  );
}

function threadLength(random: Random): number {
  const kind = random.next();
  if (kind < 0.45) return 1;
  if (kind < 0.8) return 2 + random.below(4);
  if (kind < 0.95) return 6 + random.below(10);
  return 16 + random.below(LONGEST_THREAD - 15);
}

interface OpenThread {
  left: number;
  mails: number[];
  with: Person[];
}

/**
 * Plans every message of the corpus, oldest first; always the same. `realMails` is the number of real ones
 * available.
 */
export function planCorpus(realMails: number): PlannedMail[] {
  const random = new Random(20_000);
  const senders = people(random);
  const made = sizes(random);
  const real = random.shuffle(Array.from({ length: realMails }, (_, index) => index));
  const kinds = random.shuffle(
    Array.from({ length: ALL_MAILS }, (_, index) => index < ALL_MAILS * REAL_SHARE),
  );
  const open: OpenThread[] = [];
  let time = NEWEST - ALL_MAILS * MEAN_GAP;
  return kinds.map((isReal, index) => {
    time += MEAN_GAP * random.next() * 2;
    const folder = folderOf(random);
    const flags = flagsOf(random, folder, index);
    const base = { index, folder, flags, date: new Date(Math.round(time / 1000) * 1000) };
    if (isReal) {
      const [from] = senders;
      return { ...base, real: real.pop() ?? 0, size: 0, thread: [], from: from ?? OWNER, to: [OWNER] };
    }
    const thread = threadFor(random, open, senders);
    const earlier = [...thread.mails];
    thread.mails.push(index);
    const others = thread.with;
    const sent = folder === 'Sent Items' || folder === 'Drafts';
    const from = sent ? OWNER : random.pick(others);
    const to = sent ? others : [OWNER, ...others.filter((one) => one !== from)];
    return { ...base, real: null, size: made.pop() ?? 0, thread: earlier, from, to };
  });
}

function threadFor(random: Random, open: OpenThread[], senders: readonly Person[]): OpenThread {
  if (open.length > 0 && random.chance(0.75)) {
    const at = random.below(open.length);
    const found = open[at];
    if (found) {
      if (--found.left === 0) open.splice(at, 1);
      return found;
    }
  }
  const left = threadLength(random) - 1;
  const thread = {
    left,
    mails: [],
    with: Array.from({ length: 1 + random.below(4) }, () => random.pick(senders)),
  };
  if (left > 0) open.push(thread);
  return thread;
}

/** Returns the letters in ASCII order, as Maildir requires. */
function flagsOf(random: Random, folder: string, index: number): string {
  const old = index < ALL_MAILS - 2000;
  const draft = folder === 'Drafts' ? 'D' : '';
  const flagged = random.chance(0.02) ? 'F' : '';
  const answered = random.chance(0.2) ? 'R' : '';
  const seen = random.chance(old ? 0.97 : 0.7) || folder === 'Sent Items' ? 'S' : '';
  return `${draft}${flagged}${answered}${seen}`;
}
