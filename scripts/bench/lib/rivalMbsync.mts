import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Bed } from './bed.mts';

/** mbsync (Debian's `isync`) with its own Maildir: what a good sync program needs for the same mailbox. */
export class Mbsync {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'mail-bench-mbsync-'));
  private readonly config = path.join(this.folder, 'mbsyncrc');

  constructor(bed: Bed, address: string) {
    if (spawnSync('mbsync', ['--version']).error)
      throw new Error('this bench measures against mbsync: install it (Debian: apt-get install isync)');
    mkdirSync(this.mail);
    writeFileSync(this.config, configOf(bed, address, this.mail));
  }

  private get mail(): string {
    return path.join(this.folder, 'mail');
  }

  /** Syncs all folders once; the first run pulls everything. Returns milliseconds. */
  async pull(): Promise<number> {
    const started = performance.now();
    const child = spawn('mbsync', ['-c', this.config, '-q', '-a'], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', resolve);
    });
    if (code !== 0) throw new Error(`mbsync ended with ${code}`);
    return performance.now() - started;
  }

  /** Deletes what was pulled. */
  empty(): void {
    rmSync(this.mail, { recursive: true, force: true });
    mkdirSync(this.mail);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/**
 * Same route as the app's: TLS, through the same proxy. mbsync doesn't support XOAUTH2, so it uses a
 * password.
 */
const configOf = (bed: Bed, address: string, mail: string): string => `
IMAPAccount bed
Host ${bed.imap.host}
Port ${bed.imap.port}
User ${address}
Pass ${bed.direct.password}
SSLType IMAPS
CertificateFile ${bed.caFile}
AuthMechs LOGIN

IMAPStore far
Account bed

MaildirStore near
Path ${mail}/
Inbox ${mail}/INBOX
SubFolders Verbatim

Channel all
Far :far:
Near :near:
Patterns * !Outbox "!Conversation History"
Create Near
Sync Pull
SyncState *
`;
