import type { OpenFolder } from '../imap';

type Verdict = 'normal' | 'singly' | 'give-up';

/** Of one process, lost with it: a mail that was given up is then tried again, which does no harm. */
const GIVE_UP = 4;

/**
 * Mails during whose fetch the connection broke. Most often the network did it; but a mail that a server
 * cannot serve without dropping the connection would otherwise be fetched again and again for ever.
 */
export class Strikes {
  private readonly counts = new Map<string, number>();

  /** Struck mails are fetched by themselves, so that the guilty one is found: the only one never cleared. */
  verdict(folder: Pick<OpenFolder, 'path' | 'uidValidity'>, uid: number): Verdict {
    const count = this.counts.get(keyOf(folder, uid)) ?? 0;
    if (count === 0) return 'normal';
    return count >= GIVE_UP ? 'give-up' : 'singly';
  }

  strike(folder: Pick<OpenFolder, 'path' | 'uidValidity'>, uids: readonly number[]): void {
    for (const uid of uids) {
      const key = keyOf(folder, uid);
      this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    }
  }

  clear(folder: Pick<OpenFolder, 'path' | 'uidValidity'>, uids: readonly number[]): void {
    for (const uid of uids) this.counts.delete(keyOf(folder, uid));
  }
}

const keyOf = (folder: Pick<OpenFolder, 'path' | 'uidValidity'>, uid: number): string =>
  `${uid} ${folder.uidValidity} ${folder.path}`;
