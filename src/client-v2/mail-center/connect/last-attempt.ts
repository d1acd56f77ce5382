import type { Id } from '../../../common';

/** A sign-in that was started in this tab: what "Try again" repeats. */
export interface ConnectAttempt {
  provider: string;
  accountId?: Id;
}

const KEY = 'mail-center:connect';

/** Storage may be switched off (embedded pages): then a second try starts a new account's sign-in. */
export function rememberAttempt(attempt: ConnectAttempt): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(attempt));
  } catch {
    // See above.
  }
}

export function lastAttempt(): ConnectAttempt | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as ConnectAttempt | null;
  } catch {
    return null;
  }
}
