import type { AccountState } from '../../common';
import type { ServiceRow } from '../store/service';

/** States that end only by somebody doing something, who then wakes the account. */
const WAITING: readonly AccountState[] = ['reconnect', 'blocked'];

/** No pause is longer (`react.ts`, `backoff.ts`): one that seems to be was noted by a clock that ran ahead. */
const LONGEST_PAUSE = 61 * 60_000;

/**
 * Whether an account wants to be served now.
 * @param seenWake the wake-up (milliseconds) that this node has answered last
 */
export function isEligible(row: ServiceRow, seenWake: number, now: number): boolean {
  if (row.state === 'paused') return false;
  const wakeAt = row.wakeAt ? new Date(row.wakeAt).getTime() : 0;
  if (WAITING.includes(row.state)) {
    // Woken since: signed in again, or an admin has changed the settings.
    return wakeAt > seenWake && wakeAt > (row.stateSince ? new Date(row.stateSince).getTime() : 0);
  }
  const retryAt = row.retryAt ? new Date(row.retryAt).getTime() : 0;
  if (retryAt <= now || retryAt > now + LONGEST_PAUSE) return true;
  // A person who asks need not wait for a back-off of ours, but for the server's.
  return row.state !== 'throttled' && wakeAt > seenWake;
}
