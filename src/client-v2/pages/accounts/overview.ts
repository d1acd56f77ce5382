import {
  ACCOUNT_STATES,
  type AccountEventKind,
  type AccountOverview,
  type AccountState,
  type HealthView,
} from '../../../common';
import type { AccountAction } from '../../admin-api';

/** How a state is marked; as antd names its badges. */
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

/** Whether an action would change anything: a paused account is only resumed, or let go. */
export function applies(action: AccountAction, { state }: Pick<AccountOverview, 'state'>): boolean {
  if (action === 'disconnect') return true;
  return (state === 'paused') === (action === 'resume');
}

/** Those of several accounts that an action is for. A shared mailbox goes with the account that opens it. */
export function targetsOf(action: AccountAction, accounts: AccountOverview[]): AccountOverview[] {
  const chosen = new Set(accounts.map(({ id }) => id));
  const goesAlong = ({ parentId }: AccountOverview) =>
    action === 'disconnect' && parentId !== null && chosen.has(parentId);
  return accounts.filter((account) => applies(action, account) && !goesAlong(account));
}

/** How much of the history is here, 0 to 100; null once all of it is. */
export function loadedPercent({ progressDone, progressTotal }: AccountOverview): number | null {
  if (progressTotal <= 0 || progressDone >= progressTotal) return null;
  return Math.floor((progressDone / progressTotal) * 100);
}

export const sum = (counts: Partial<Record<string, number>>): number =>
  Object.values(counts).reduce<number>((total, count) => total + (count ?? 0), 0);

/** Most frequent first. */
export const ranked = (counts: Record<string, number>): Array<[string, number]> =>
  Object.entries(counts).sort(([, a], [, b]) => b - a);

/** How many accounts somebody should look after. */
export function needAttention({ accounts }: HealthView): number {
  return ACCOUNT_STATES.filter((state) => ['error', 'warning'].includes(stateTone(state))).reduce(
    (total, state) => total + (accounts[state] ?? 0),
    0,
  );
}
