const SECOND = 1000;
const MINUTE = 60 * SECOND;
const WAITS = [15 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE];
/** Of the wait, added by chance: what was refused together does not come back together. */
const JITTER = 0.25;

/** When to try again after so many attempts; never sooner than the server asked for. */
export function nextAttempt(
  attempts: number,
  retryAfter = 0,
  now = Date.now(),
  random: () => number = Math.random,
): Date {
  const wait = WAITS[Math.min(Math.max(attempts, 1), WAITS.length) - 1] ?? 15 * MINUTE;
  return new Date(now + Math.round(Math.max(wait, retryAfter) * (1 + JITTER * random())));
}
