interface Waits {
  first: number;
  longest: number;
}

const MINUTE = 60_000;
const USUAL: Waits = { first: 5_000, longest: 15 * MINUTE };
/** For problems that an administrator has to fix: each attempt is a login that counts against the mailbox. */
const SLOW: Waits = { first: 2 * MINUTE, longest: 30 * MINUTE };

/** Milliseconds to wait after this many consecutive failures. */
export type Backoff = (failures: number, slow: boolean) => number;

/** Doubles the wait each time, with jitter so that accounts don't all come back at once. */
export function backoff(failures: number, slow = false, random: () => number = Math.random): number {
  const { first, longest } = slow ? SLOW : USUAL;
  const full = Math.min(longest, first * 2 ** Math.min(20, Math.max(0, failures - 1)));
  return Math.round(full * (0.5 + random() / 2));
}
