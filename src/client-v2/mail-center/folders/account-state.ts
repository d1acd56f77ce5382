import type { AccountState, AccountView } from '../../../common';

/** What a person can do about a state; `wait`: nothing but to know. */
export type Remedy = 'reconnect' | 'retry' | 'wait' | 'none';

const REMEDIES: Record<AccountState, Remedy> = {
  connecting: 'none',
  syncing: 'none',
  connected: 'none',
  reconnect: 'reconnect',
  blocked: 'retry',
  unavailable: 'retry',
  unreachable: 'retry',
  'receive-only': 'retry',
  throttled: 'wait',
  paused: 'retry',
};

export function remedyOf({ state }: AccountView): Remedy {
  return REMEDIES[state];
}

export function needsAttention(account: AccountView): boolean {
  return remedyOf(account) !== 'none';
}

/** How much of the history is here, 0 to 1; null when all is. */
export function historyProgress({ progressDone, progressTotal, state }: AccountView): number | null {
  if (progressTotal <= 0) return state === 'connecting' || state === 'syncing' ? 0 : null;
  return progressDone >= progressTotal ? null : progressDone / progressTotal;
}
