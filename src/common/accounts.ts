import type { Id } from './types';

/** See the server's `errors.ts`: each non-`connected` state comes with a reason code. */
export const ACCOUNT_STATES = [
  'connecting',
  'syncing',
  'connected',
  'reconnect',
  'blocked',
  'unavailable',
  'receive-only',
  'throttled',
  'unreachable',
  'paused',
] as const;

export type AccountState = (typeof ACCOUNT_STATES)[number];

/** Characters of a signature: it goes with every mail. A logo fits, a photograph does not. */
export const LONGEST_SIGNATURE = 200_000;

export interface AccountView {
  id: Id;
  provider: string;
  address: string;
  displayName: string;
  state: AccountState;
  /** An {@link import('./errors').ErrorCode}, or null when all is well. */
  reason: string | null;
  stateSince: string | null;
  /** The moment until which a throttled account waits. */
  retryAt: string | null;
  /** Messages stored and messages the server has, over all folders; equal when the history is loaded. */
  progressDone: number;
  progressTotal: number;
  /** Mails stored per second, of late, and when that was so. */
  progressRate?: number | null;
  progressAt?: string | null;
  /** Mails from before this day, YYYY-MM-DD, are not loaded; null is everything. */
  syncFrom?: string | null;
  lastSyncAt: string | null;
  /** Unread messages in the Inbox. */
  unread: number;
  /** For a shared mailbox: the account by whose sign-in it is opened. */
  parentId: Id | null;
}

/** An address that an account may send from. Each account has at least its own. */
export interface IdentityView {
  id: Id;
  accountId: Id;
  /** Display name of the From field; '' for none. */
  name: string;
  address: string;
  /** Sanitised HTML; '' for none. */
  signature: string;
  /** Chosen when a mail is written; one an account. */
  isDefault: boolean;
}

/** What happened to an account: no subjects, no addresses but the account's own. */
export type AccountEventKind =
  'connected' | 'reconnected' | 'renewed' | 'recovered' | 'throttled' | 'failed' | 'paused' | 'resumed';

export interface AccountEventView {
  id: Id;
  accountId: Id;
  kind: AccountEventKind;
  /** An {@link import('./errors').ErrorCode} for `throttled` and `failed`. */
  code: string | null;
  /** The node it happened on: host name and process id. */
  node: string;
  /** The same thing in a row is one event: how often, since when (`firstAt`) and the last time (`at`). */
  count: number;
  firstAt: string;
  at: string;
}

/** A row of the admin's overview. Nothing of any mail's content is in it. */
export interface AccountOverview {
  id: Id;
  provider: string;
  address: string;
  owner: { id: Id; name: string };
  parentId: Id | null;
  state: AccountState;
  reason: string | null;
  stateSince: string | null;
  retryAt: string | null;
  lastSyncAt: string | null;
  connectedAt: string;
  progressDone: number;
  progressTotal: number;
  folders: number;
  messages: number;
  /** Mails that could not be read, by reason (an {@link import('./errors').ErrorCode}). */
  setAside: Record<string, number>;
  /** Octets that its mails take here. */
  storage: number;
  /** IMAP connections of the serving node; null when no node serves it. */
  connections: number | null;
  /** The serving node (host name and process id), or null. */
  node: string | null;
}

/** `GET mailHealth:check`: for monitoring. */
export interface HealthView {
  /** `ok`: every account that could sync does; `degraded`: some do not; `down`: none does. */
  status: 'ok' | 'degraded' | 'down';
  accounts: Partial<Record<AccountState, number>>;
  /** Seconds since the last sync of the account that has waited longest, among those that should sync; null without any. */
  syncLag: number | null;
  /** Operations that wait to be carried out, and the age in seconds of the oldest. */
  queue: { length: number; oldest: number | null };
  /** In the last 24 hours, by code. */
  failures: Record<string, number>;
  /** In the last 24 hours. */
  sends: { sent: number; failed: number };
  /** Nodes that serve accounts, with how many each. */
  nodes: Record<string, number>;
  checkedAt: string;
}
