import type { AccountState } from '../../common';
import type { ServiceRow } from '../store/accounts/service';

/** States that end only when someone acts, which also wakes the account. */
const WAITING: readonly AccountState[] = ['reconnect', 'blocked'];

/**
 * Milliseconds. No pause is longer (`accountOutcome.ts`, `backoff.ts`): one that seems to be was recorded by a clock
 * that ran ahead.
 */
const LONGEST_PAUSE = 61 * 60_000;

/**
 * Whether an account should be served now. `seenWake`: the last wake-up that this node has answered, in milliseconds;
 * `now`: from the database's clock, like the times in the row.
 */
export function isEligible(row: ServiceRow, seenWake: number, now: number): boolean {
  if (row.state === 'paused') return false;
  const wakeAt = row.wakeAt ? new Date(row.wakeAt).getTime() : 0;
  if (WAITING.includes(row.state)) {
    // Woken since then: the owner signed in again, or an admin changed the settings.
    return wakeAt > seenWake && wakeAt > (row.stateSince ? new Date(row.stateSince).getTime() : 0);
  }
  const retryAt = row.retryAt ? new Date(row.retryAt).getTime() : 0;
  if (retryAt <= now || retryAt > now + LONGEST_PAUSE) return true;
  // A person who asks doesn't have to wait for our own back-off, only for the server's.
  return row.state !== 'throttled' && wakeAt > seenWake;
}
