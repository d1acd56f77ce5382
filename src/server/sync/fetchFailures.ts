import type { OpenFolder } from '../imap';

/** `last-chance`: individually, and as little of it as possible. */
type Verdict = 'normal' | 'singly' | 'last-chance' | 'give-up';

/**
 * Failures after which a message is given up. The counts are per process and lost with it: the message is then tried
 * again, which does no harm.
 */
const GIVE_UP = 4;
const LAST_CHANCE = GIVE_UP - 1;
/**
 * Messages fetched together after one broken connection: usually the network was the cause, and fetching each
 * individually takes a round trip.
 */
const GROUP = 25;

/**
 * Counts the messages during whose fetch the connection broke. Usually the network was the cause, but a message that
 * the server can't deliver without dropping the connection would otherwise be fetched forever.
 */
export class FetchFailures {
  private readonly counts = new Map<string, number>();

  /**
   * How to fetch a message. Those with failures are fetched individually to find the guilty one: the only one that is
   * never cleared.
   */
  verdict(folder: Pick<OpenFolder, 'path' | 'uidValidity'>, uid: number): Verdict {
    const count = this.counts.get(keyOf(folder, uid)) ?? 0;
    if (count === 0) return 'normal';
    if (count >= GIVE_UP) return 'give-up';
    return count === LAST_CHANCE ? 'last-chance' : 'singly';
  }

  /**
   * Which messages may be fetched together: those without failures, `most` at a time, and those with a single failure
   * in smaller groups. The others are to be fetched individually.
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

  /** Counts a failure for messages that are about to be fetched; {@link clear} undoes it afterwards. */
  strike(folder: Pick<OpenFolder, 'path' | 'uidValidity'>, uids: readonly number[]): void {
    for (const uid of uids) {
      const key = keyOf(folder, uid);
      this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    }
  }

  /**
   * Tries messages that couldn't be read once more, individually; a single broken connection is then enough to give up.
   */
  forgive(folder: Pick<OpenFolder, 'path' | 'uidValidity'>, uids: readonly number[]): void {
    for (const uid of uids) {
      const key = keyOf(folder, uid);
      if (!this.counts.has(key)) this.counts.set(key, LAST_CHANCE);
    }
  }

  /** Forgets the failures of messages whose fetch didn't break the connection. */
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
