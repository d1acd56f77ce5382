import type { OpenFolder } from '../imap';

type Verdict = 'normal' | 'singly' | 'give-up';

/** Of one process, lost with it: a mail that was given up is then tried again, which does no harm. */
const GIVE_UP = 4;
const LAST_CHANCE = GIVE_UP - 1;
/** Mails that are fetched together after one break: most often the network did it, and each by itself takes a round trip. */
const GROUP = 25;

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

  /**
   * Which mails may be fetched together: those that were never struck, `most` at a time, and those struck once in
   * smaller groups. The others are to be fetched by themselves.
   */
  groups(
    folder: Pick<OpenFolder, 'path' | 'uidValidity'>,
    uids: readonly number[],
    most = Infinity,
  ): number[][] {
    const struck = (times: number) =>
      uids.filter((uid) => (this.counts.get(keyOf(folder, uid)) ?? 0) === times);
    return [...inGroups(struck(0), most), ...inGroups(struck(1), GROUP)];
  }

  strike(folder: Pick<OpenFolder, 'path' | 'uidValidity'>, uids: readonly number[]): void {
    for (const uid of uids) {
      const key = keyOf(folder, uid);
      this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    }
  }

  /** Mails that were set aside are tried once more, each by itself; one more break of the connection is enough. */
  forgive(folder: Pick<OpenFolder, 'path' | 'uidValidity'>, uids: readonly number[]): void {
    for (const uid of uids) {
      const key = keyOf(folder, uid);
      if (!this.counts.has(key)) this.counts.set(key, LAST_CHANCE);
    }
  }

  clear(folder: Pick<OpenFolder, 'path' | 'uidValidity'>, uids: readonly number[]): void {
    for (const uid of uids) this.counts.delete(keyOf(folder, uid));
  }
}

function inGroups(uids: readonly number[], most: number): number[][] {
  const groups: number[][] = [];
  for (let at = 0; at < uids.length; at += most) groups.push(uids.slice(at, at + most));
  return groups;
}

const keyOf = (folder: Pick<OpenFolder, 'path' | 'uidValidity'>, uid: number): string =>
  `${uid} ${folder.uidValidity} ${folder.path}`;
