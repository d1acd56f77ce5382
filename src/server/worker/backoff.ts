const FIRST = 5_000;
const LONGEST = 15 * 60_000;

/** How long to wait after so many failures in a row: doubling, with jitter so that accounts do not come back in step. */
export function backoff(failures: number, random: () => number = Math.random): number {
  const full = Math.min(LONGEST, FIRST * 2 ** Math.min(20, Math.max(0, failures - 1)));
  return Math.round(full * (0.5 + random() / 2));
}
