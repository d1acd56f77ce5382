import { shellWord, type AccountState, type AccountView, type ErrorCode } from '../../../common';

/** What a person can do about a state; `wait`: nothing but to know. */
export type Remedy = 'reconnect' | 'retry' | 'wait' | 'none';

const REMEDIES: Record<AccountState, readonly Remedy[]> = {
  connecting: [],
  syncing: [],
  connected: [],
  reconnect: ['reconnect'],
  blocked: ['retry'],
  unavailable: ['retry'],
  unreachable: ['retry'],
  // Ends with the next mail that goes out; an administrator's pause with the administrator.
  'receive-only': ['wait'],
  throttled: ['wait'],
  paused: ['wait'],
};

/** Once an administrator has agreed, the old sign-in may do, or it takes a new one: nobody can tell before. */
const EITHER: ReadonlySet<string | null> = new Set<ErrorCode>([
  'conditional-access',
  'admin-consent-required',
]);

/** What helps, the likeliest first. */
export function remediesOf({ state, reason }: Pick<AccountView, 'state' | 'reason'>): readonly Remedy[] {
  return state === 'blocked' && EITHER.has(reason) ? ['retry', 'reconnect'] : REMEDIES[state];
}

export function remedyOf(account: Pick<AccountView, 'state' | 'reason'>): Remedy {
  return remediesOf(account)[0] ?? 'none';
}

export function needsAttention(account: AccountView): boolean {
  return remedyOf(account) !== 'none';
}

/** A line of Exchange Online PowerShell by which an administrator mends it, and the key of what to say of it. `user` signs in. */
export function adminCommand(
  { state, reason, address }: AccountView,
  user: string = address,
): { hint: string; command: string } | null {
  const set = (option: string, mailbox = address) =>
    `Set-CASMailbox -Identity ${shellWord(mailbox)} ${option}`;
  // Of who signs in, also where the mail is sent as a shared mailbox.
  if (state === 'receive-only' && reason === ('smtp-disabled' satisfies ErrorCode))
    return { hint: 'hint.smtp-disabled', command: set('-SmtpClientAuthenticationDisabled $false', user) };
  if (state === 'unavailable' && reason === ('mailbox-unavailable' satisfies ErrorCode))
    return { hint: 'hint.mailbox-unavailable', command: set('-ImapEnabled $true') };
  return null;
}

/** How much of the history is here, 0 to 1; null when all is. */
export function historyProgress({ progressDone, progressTotal, state }: AccountView): number | null {
  if (progressTotal <= 0) return state === 'connecting' || state === 'syncing' ? 0 : null;
  return progressDone >= progressTotal ? null : progressDone / progressTotal;
}
