import type { AccountState, ErrorCode } from '../../common';
import type { MailError } from '../errors';
import { backoff as usual, type Backoff } from './backoff';

export interface Outcome {
  state: AccountState;
  reason: ErrorCode;
  /** null: not before somebody wakes the account. */
  retryAt: Date | null;
}

/** A server may ask for a pause; one that asks for more than this is not believed. */
const LONGEST_PAUSE = 60 * 60_000;

/** What becomes of an account after an error, by the table in errors.ts. */
export function outcomeOf(
  error: MailError,
  failures: number,
  now = Date.now(),
  backoff: Backoff = usual,
): Outcome {
  const { reaction, state, slow = false } = error.rule;
  const reason = error.code;
  if (reaction === 'reconnect' || reaction === 'blocked')
    return { state: state ?? reaction, reason, retryAt: null };
  const asked = Math.min(error.retryAfter ?? 0, LONGEST_PAUSE);
  // A server that asks for the same again and again, or for nothing, is left alone for longer.
  const wait = asked > 0 && failures === 1 ? asked : Math.max(asked, backoff(failures, slow));
  return {
    // Nothing that ends a turn says that only sending is impossible.
    state: state === null || state === 'receive-only' ? 'unreachable' : state,
    reason,
    retryAt: new Date(now + wait),
  };
}

/**
 * Ends of a connection that belong to its life: Exchange closes one when the access token expires, networks
 * and servers restart. After a turn that went well they are answered by connecting anew, unseen.
 */
export const isRoutine = (code: ErrorCode): boolean =>
  code === 'connection-lost' || code === 'token-rejected';
