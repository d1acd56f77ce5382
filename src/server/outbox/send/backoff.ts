import type { MailContext } from '../../context';
import { presentTime } from '../../store/db/clock';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const WAITS = [15 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE];
/** Fraction of the wait that is added at random, so that messages refused together don't all come back together. */
const JITTER = 0.25;

/** After this many internal failures in a row, nothing is tried again. */
export const MOST_INTERNAL = 5;

/** When to try again after this many attempts; never sooner than the server asked for (`retryAfter`, milliseconds). */
export function nextAttempt(
  attempts: number,
  retryAfter: number | undefined,
  now: number,
  random: () => number = Math.random,
): Date {
  const wait = WAITS[Math.min(Math.max(attempts, 1), WAITS.length) - 1] ?? 15 * MINUTE;
  return new Date(now + Math.round(Math.max(wait, retryAfter ?? 0) * (1 + JITTER * random())));
}

/** {@link nextAttempt}, counted from the present time of the clock shared by all nodes. */
export const attemptAgain = async (ctx: MailContext, attempts: number, retryAfter?: number): Promise<Date> =>
  nextAttempt(attempts, retryAfter, await presentTime(ctx));
