import type { AccountState, ErrorCode } from '../../common';
import type { MailError } from '../errors';
import { backoff } from './backoff';

export interface Outcome {
  state: AccountState;
  reason: ErrorCode;
  /** null: not before somebody wakes the account. */
  retryAt: Date | null;
}

/** What becomes of an account after an error, by the table in errors.ts. */
export function outcomeOf(error: MailError, failures: number, now = Date.now()): Outcome {
  const { reaction, state } = error.rule;
  const reason = error.code;
  if (reaction === 'reconnect' || reaction === 'blocked')
    return { state: state ?? reaction, reason, retryAt: null };
  if (reaction === 'give-up' && state === 'blocked') return { state, reason, retryAt: null };
  const wait = Math.max(error.retryAfter ?? 0, error.retryAfter === undefined ? backoff(failures) : 0);
  return {
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
