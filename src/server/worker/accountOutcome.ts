import type { AccountState, ErrorCode } from '../../common';
import type { MailError } from '../errors';
import { backoff as usual, type Backoff } from './backoff';

export interface Outcome {
  state: AccountState;
  reason: ErrorCode;
  /** null: not before someone wakes the account. */
  retryAt: Date | null;
}

/** Milliseconds. A server may ask for a pause, but longer ones are not believed. */
const LONGEST_PAUSE = 60 * 60_000;

/**
 * What happens to an account after an error, according to the table in errors.ts. `now` is from the database's clock,
 * since another node may be the one to continue.
 */
export function outcomeOf(
  error: MailError,
  failures: number,
  now: number,
  backoff: Backoff = usual,
): Outcome {
  const { reaction, state, slow = false } = error.rule;
  const reason = error.code;
  if (reaction === 'reconnect' || reaction === 'blocked')
    return { state: state ?? reaction, reason, retryAt: null };
  const asked = Math.min(error.retryAfter ?? 0, LONGEST_PAUSE);
  // If a server keeps asking for the same pause, or for none, it is left alone for longer.
  const wait = asked > 0 && failures === 1 ? asked : Math.max(asked, backoff(failures, slow));
  return {
    // An error that ends a turn never means that only sending is impossible.
    state: state === null || state === 'receive-only' ? 'unreachable' : state,
    reason,
    retryAt: new Date(now + wait),
  };
}

/**
 * Whether a connection ended in a normal way: Exchange closes it when the access token expires, and networks and
 * servers restart. After a successful turn, the worker simply reconnects without telling anyone.
 */
export const isRoutine = (code: ErrorCode): boolean =>
  code === 'connection-lost' || code === 'token-rejected';
