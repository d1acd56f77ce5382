import {
  ACCOUNT_STATES,
  type AccountEventKind,
  type AccountOverview,
  type AccountState,
  type HealthView,
} from '../../../common';
import type { AccountAction } from '../../admin-api';

/** How a state is marked, in antd's names for its badges. */
export type Tone = 'success' | 'processing' | 'warning' | 'error' | 'default';

const STATE_TONES: Record<AccountState, Tone> = {
  connecting: 'processing',
  syncing: 'processing',
  connected: 'success',
  reconnect: 'error',
  blocked: 'error',
  unavailable: 'warning',
  'receive-only': 'warning',
  throttled: 'warning',
  unreachable: 'warning',
  paused: 'default',
};

const EVENT_TONES: Record<AccountEventKind, Tone> = {
  connected: 'success',
  reconnected: 'success',
  recovered: 'success',
  renewed: 'default',
  throttled: 'warning',
  failed: 'error',
  paused: 'default',
  resumed: 'processing',
};

export const stateTone = (state: AccountState): Tone => STATE_TONES[state] ?? 'default';
export const eventTone = (kind: AccountEventKind): Tone => EVENT_TONES[kind] ?? 'default';

/** Whether an action makes sense: a paused account can only be resumed or disconnected. */
export function applies(action: AccountAction, { state }: Pick<AccountOverview, 'state'>): boolean {
  if (action === 'disconnect') return true;
  return (state === 'paused') === (action === 'resume');
}

/**
 * Returns the accounts an action applies to. A shared mailbox is disconnected along with the account that
 * opens it.
 */
export function targetsOf(action: AccountAction, accounts: AccountOverview[]): AccountOverview[] {
  const chosen = new Set(accounts.map(({ id }) => id));
  const goesAlong = ({ parentId }: AccountOverview) =>
    action === 'disconnect' && parentId !== null && chosen.has(parentId);
  return accounts.filter((account) => applies(action, account) && !goesAlong(account));
}

/** Percentage of the history that is loaded, 0 to 100; null once all of it is. */
export function loadedPercent({ progressDone, progressTotal }: AccountOverview): number | null {
  if (progressTotal <= 0 || progressDone >= progressTotal) return null;
  return Math.floor((progressDone / progressTotal) * 100);
}

export const sum = (counts: Partial<Record<string, number>>): number =>
  Object.values(counts).reduce<number>((total, count) => total + (count ?? 0), 0);

/** Sorts the most frequent first. */
export const ranked = (counts: Record<string, number>): Array<[string, number]> =>
  Object.entries(counts).sort(([, a], [, b]) => b - a);

/** Number of accounts that need someone's attention. */
export function needAttention({ accounts }: HealthView): number {
  return ACCOUNT_STATES.filter((state) => ['error', 'warning'].includes(stateTone(state))).reduce(
    (total, state) => total + (accounts[state] ?? 0),
    0,
  );
}
