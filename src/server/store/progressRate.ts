/** How far a load had come when it was last looked at. */
export interface RateSample {
  progressDone: number | string | null;
  progressAt: Date | string | null;
  /** Mails per second. */
  progressRate: number | null;
}

/** Samples closer than this say more of the clock than of the load. */
const SHORTEST = 1000;
/** After a longer pause it begins anew. */
const LONGEST = 60_000;
/** The rate is that of about so long, in milliseconds. */
const WINDOW = 20_000;

/**
 * Mails per second over the recent past: a mean in which what lies further back counts less.
 * @returns what is to be stored; nothing when the last sample is too young
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
