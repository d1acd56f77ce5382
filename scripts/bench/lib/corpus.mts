import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { madeMail } from './corpus/mail.mts';
import { MaildirFolder } from './corpus/maildir.mts';
import { ALL_MAILS, FOLDER_PATHS, planCorpus } from './corpus/plan.mts';
import { RealMails } from './corpus/real.mts';

export { ALL_MAILS, FOLDER_PATHS } from './corpus/plan.mts';

/** Increase this when anything that generates the messages changes; older ones are then generated again. */
const VERSION = 1;
/** Debian's `nobody`. The bed's Dovecot reads messages as this user when it runs as root. */
const NOBODY = 65534;

export interface Corpus {
  /** A Maildir with all folders. It is kept between runs, so it must not be changed. */
  folder: string;
  mails: number;
  octets: number;
  folders: number;
  median: number;
  p90: number;
  p99: number;
  overOneMegabyte: number;
  largest: number;
}

/**
 * Returns the benches' mailbox with its newest `mails` messages. It is generated once and then kept in the
 * system's folder for temporary files.
 */
export function ensureCorpus(mails = ALL_MAILS): Corpus {
  const base = path.join(tmpdir(), `mail-bench-corpus-${VERSION}`);
  const folder = path.join(base, String(mails));
  const facts = `${folder}.json`;
  if (existsSync(facts)) return JSON.parse(readFileSync(facts, 'utf8')) as Corpus;
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  const corpus = { folder, ...write(draft, mails) };
  if (userInfo().uid === 0) giveTo(draft, NOBODY);
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
  writeFileSync(facts, JSON.stringify(corpus));
  return corpus;
}

function write(base: string, mails: number): Omit<Corpus, 'folder'> {
  const real = new RealMails();
  const folders = new Map(FOLDER_PATHS.map((name) => [name, new MaildirFolder(base, name)]));
  const sizes: number[] = [];
  for (const plan of planCorpus(real.count).slice(-mails)) {
    const raw = plan.real === null ? Buffer.from(madeMail(plan)) : real.read(plan.real);
    folders.get(plan.folder)?.add({ raw, date: plan.date, flags: plan.flags });
    sizes.push(raw.length);
  }
  for (const folder of folders.values()) folder.close();
  sizes.sort((a, b) => a - b);
  const at = (share: number): number => sizes[Math.floor(sizes.length * share)] ?? 0;
  return {
    mails: sizes.length,
    octets: sizes.reduce((sum, size) => sum + size, 0),
    folders: folders.size,
    median: at(0.5),
    p90: at(0.9),
    p99: at(0.99),
    overOneMegabyte: sizes.filter((size) => size > 1_000_000).length,
    largest: sizes.at(-1) ?? 0,
  };
}

function giveTo(folder: string, owner: number): void {
  chownSync(folder, owner, owner);
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true }))
    chownSync(path.join(entry.parentPath, entry.name), owner, owner);
}
