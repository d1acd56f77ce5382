import { shellWord, type AccountState, type AccountView, type ErrorCode } from '../../../common';

/** What someone can do about a state. `wait` means that nobody has to do anything. */
export type Remedy = 'reconnect' | 'retry' | 'wait' | 'none';

const REMEDIES: Record<AccountState, readonly Remedy[]> = {
  connecting: [],
  syncing: [],
  connected: [],
  reconnect: ['reconnect'],
  blocked: ['retry'],
  unavailable: ['retry'],
  unreachable: ['retry'],
  // This ends with the next message that is sent; a pause by an administrator is ended by an administrator.
  'receive-only': ['wait'],
  throttled: ['wait'],
  paused: ['wait'],
};

/**
 * After an administrator has agreed, the old sign-in may work or a new one may be needed. Nobody can tell in
 * advance.
 */
const EITHER: ReadonlySet<string | null> = new Set<ErrorCode>([
  'conditional-access',
  'admin-consent-required',
]);

/** Returns what helps, most likely first. */
export function remediesOf({ state, reason }: Pick<AccountView, 'state' | 'reason'>): readonly Remedy[] {
  return state === 'blocked' && EITHER.has(reason) ? ['retry', 'reconnect'] : REMEDIES[state];
}

/** Returns what helps most likely. */
export function remedyOf(account: Pick<AccountView, 'state' | 'reason'>): Remedy {
  return remediesOf(account)[0] ?? 'none';
}

/** Whether there is something to know or do about the account. */
export function needsAttention(account: AccountView): boolean {
  return remedyOf(account) !== 'none';
}

/**
 * Returns a command for Exchange Online PowerShell with which an administrator fixes the account, and the key
 * of its explanation. `user` is the address that signs in.
 */
export function adminCommand(
  { state, reason, address }: AccountView,
  user: string = address,
): { hint: string; command: string } | null {
  const set = (option: string, mailbox = address) =>
    `Set-CASMailbox -Identity ${shellWord(mailbox)} ${option}`;
  // For the address that signs in, even if the message is sent from a shared mailbox.
  if (state === 'receive-only' && reason === ('smtp-disabled' satisfies ErrorCode))
    return { hint: 'hint.smtp-disabled', command: set('-SmtpClientAuthenticationDisabled $false', user) };
  if (state === 'unavailable' && reason === ('mailbox-unavailable' satisfies ErrorCode))
    return { hint: 'hint.mailbox-unavailable', command: set('-ImapEnabled $true') };
  return null;
}

/** Fraction of the history that is loaded, from 0 to 1; null once all of it is. */
export function historyProgress({ progressDone, progressTotal, state }: AccountView): number | null {
  if (progressTotal <= 0) return state === 'connecting' || state === 'syncing' ? 0 : null;
  return progressDone >= progressTotal ? null : progressDone / progressTotal;
}
