/** A load's progress when it was last checked. */
export interface RateSample {
  progressDone: number | string | null;
  progressAt: Date | string | null;
  /** Messages per second. */
  progressRate: number | null;
}

/** Milliseconds between samples below which they say more about the clock than about the load. */
const SHORTEST = 1000;
/** Milliseconds after which the rate is no longer continued but starts again. */
const LONGEST = 60_000;
/** Milliseconds over which the rate is roughly averaged. */
const WINDOW = 20_000;

/**
 * Messages per second over the recent past: a mean in which older samples count less. Returns the values to store;
 * nothing if the last sample is too young.
 */
export function nextRate(before: RateSample | null, done: number, now: Date): Partial<RateSample> {
  const at = before?.progressAt ? new Date(before.progressAt).getTime() : 0;
  const past = now.getTime() - at;
  const added = done - Number(before?.progressDone ?? 0);
  if (past >= 0 && past < SHORTEST) return {};
  if (past < 0 || past > LONGEST || added < 0) return { progressAt: now, progressRate: null };
  const rate = (added / past) * 1000;
  const known = before?.progressRate;
  const weight = known == null ? 1 : 1 - Math.exp(-past / WINDOW);
  return { progressAt: now, progressRate: (known ?? 0) * (1 - weight) + rate * weight };
}
