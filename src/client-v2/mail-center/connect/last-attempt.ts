import type { Id } from '../../../common';

/** A sign-in that was started in this tab. "Try again" repeats it. */
export interface ConnectAttempt {
  provider: string;
  accountId?: Id;
}

const KEY = 'mail-center:connect';

/**
 * Remembers an attempt. If storage is blocked (embedded pages), trying again starts the sign-in of a new
 * account.
 */
export function rememberAttempt(attempt: ConnectAttempt): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(attempt));
  } catch {
    // See above.
  }
}

/** Returns the last attempt in this tab; null if none is known. */
export function lastAttempt(): ConnectAttempt | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as ConnectAttempt | null;
  } catch {
    return null;
  }
}
