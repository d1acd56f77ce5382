import type { AccountState } from '../common';

/** What a worker does after an error: try again later, ask the user, reseed the folder, or stop permanently. */
export type Reaction = 'retry' | 'reconnect' | 'blocked' | 'reset' | 'give-up';

export interface ErrorRule {
  /** Who can fix it. */
  whose: 'user' | 'admin' | 'server' | 'nobody';
  reaction: Reaction;
  /** Account state while this is the reason; null if the error doesn't concern the whole account. */
  state: AccountState | null;
  /** HTTP status when the error answers a request. */
  status: number;
  /** Rarely fixed within seconds, so it's tried again only after minutes. */
  slow?: boolean;
}

/** One row of the table of errors. */
export const rule = (
  whose: ErrorRule['whose'],
  reaction: Reaction,
  state: AccountState | null,
  status: number,
  options: Pick<ErrorRule, 'slow'> = {},
): ErrorRule => ({ whose, reaction, state, status, ...options });

export const SLOW = { slow: true };
