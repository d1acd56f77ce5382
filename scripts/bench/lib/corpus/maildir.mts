import { closeSync, mkdirSync, openSync, utimesSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';

export interface MaildirMail {
  /** With LF line ends. */
  raw: Buffer;
  date: Date;
  /** The letters Maildir uses. */
  flags: string;
}

/** Time of the folder's creation; the same in every run. */
const UIDVALIDITY = 1_600_000_000;

/**
 * Writes a folder as Dovecot's Maildir with `LAYOUT=fs` stores it, with the UIDs 1, 2, 3 … in the given
 * order.
 */
export class MaildirFolder {
  private readonly lines: string[] = [];
  private readonly folder: string;

  constructor(
    base: string,
    private readonly name: string,
  ) {
    this.folder = name === 'INBOX' ? base : path.join(base, name);
    for (const part of ['cur', 'new', 'tmp']) mkdirSync(path.join(this.folder, part), { recursive: true });
  }

  add({ raw, date, flags }: MaildirMail): void {
    const uid = this.lines.length + 1;
    // The name contains the sizes without and with CR, as Dovecot writes them on delivery.
    const virtual = raw.length + countLines(raw);
    const name = `${date.getTime() / 1000}.M${uid}P1.bench,S=${raw.length},W=${virtual}`;
    const file = path.join(this.folder, 'cur', `${name}:2,${flags}`);
    const handle = openSync(file, 'w', 0o644);
    writeSync(handle, raw);
    closeSync(handle);
    // Becomes the INTERNALDATE.
    utimesSync(file, date, date);
    this.lines.push(`${uid} :${name}:2,${flags}`);
  }

  close(): void {
    const guid = Buffer.from(this.name.padEnd(16, '.')).subarray(0, 16).toString('hex');
    const header = `3 V${UIDVALIDITY} N${this.lines.length + 1} G${guid}`;
    writeFileSync(path.join(this.folder, 'dovecot-uidlist'), `${[header, ...this.lines].join('\n')}\n`);
  }
}

function countLines(raw: Buffer): number {
  let lines = 0;
  for (let at = raw.indexOf(0x0a); at >= 0; at = raw.indexOf(0x0a, at + 1)) lines++;
  return lines;
}
