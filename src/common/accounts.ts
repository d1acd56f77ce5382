import type { Id } from './types';

/** Every state except `connected` comes with a reason code; see the server's `errors.ts`. */
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

/** Maximum characters of a signature, which is part of every message. A logo fits, a photo doesn't. */
export const LONGEST_SIGNATURE = 200_000;

export interface AccountView {
  id: Id;
  provider: string;
  address: string;
  displayName: string;
  state: AccountState;
  /** An {@link import('./errors').ErrorCode}, or null if there is no problem. */
  reason: string | null;
  stateSince: string | null;
  /** When a throttled account may continue. */
  retryAt: string | null;
  /** Messages stored here and messages on the server, over all folders; equal once the history is loaded. */
  progressDone: number;
  progressTotal: number;
  /** Messages recently stored per second, and when that was measured. */
  progressRate?: number | null;
  progressAt?: string | null;
  /** Messages from before this day (YYYY-MM-DD) aren't loaded; null loads everything. */
  syncFrom?: string | null;
  lastSyncAt: string | null;
  /** Unread messages in the Inbox. */
  unread: number;
  /** For a shared mailbox: the account whose sign-in opens it. */
  parentId: Id | null;
  /** Octets of a message that its mail server accepts; null if the server doesn't say, or hasn't been asked yet. */
  maxMessageSize?: number | null;
}

/** An address that an account may send from. Every account has at least its own address. */
export interface IdentityView {
  id: Id;
  accountId: Id;
  /** Display name of the From field; '' for none. */
  name: string;
  address: string;
  /** Sanitized HTML; '' for none. */
  signature: string;
  /** For replies and forwards; '' for none, null for the same as in new messages. */
  answerSignature: string | null;
  /** Preselected when writing a message; one per account. */
  isDefault: boolean;
}

/** What happened to an account. Events contain no subjects, and no addresses except the account's own. */
export type AccountEventKind =
  'connected' | 'reconnected' | 'renewed' | 'recovered' | 'throttled' | 'failed' | 'paused' | 'resumed';

export interface AccountEventView {
  id: Id;
  accountId: Id;
  kind: AccountEventKind;
  /** An {@link import('./errors').ErrorCode} for `throttled` and `failed`. */
  code: string | null;
  /** The node where it happened: host name and process id. */
  node: string;
  /** Consecutive identical events are merged: how often, since when (`firstAt`) and the last time (`at`). */
  count: number;
  firstAt: string;
  at: string;
}

/** A row of the admin's overview. It contains nothing from any message. */
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
  /** Messages that couldn't be read, by reason (an {@link import('./errors').ErrorCode}). */
  setAside: Record<string, number>;
  /** Octets that the account's messages take up here. */
  storage: number;
  /** IMAP connections of the node that serves the account; null if none does. */
  connections: number | null;
  /** The serving node (host name and process id), or null. */
  node: string | null;
}

/** `GET mailHealth:check`: for monitoring. */
export interface HealthView {
  /** `ok`: every account that should sync does; `degraded`: some don't; `down`: none does. */
  status: 'ok' | 'degraded' | 'down';
  accounts: Partial<Record<AccountState, number>>;
  /**
   * Seconds since the last sync of the account that has waited longest, among those that should sync; null if there are
   * none.
   */
  syncLag: number | null;
  /** Operations waiting to be carried out, and the age of the oldest in seconds. */
  queue: { length: number; oldest: number | null };
  /** Failures in the last 24 hours, by code. */
  failures: Record<string, number>;
  /** In the last 24 hours. */
  sends: { sent: number; failed: number };
  /** Nodes that serve accounts, with the number of accounts each. */
  nodes: Record<string, number>;
  checkedAt: string;
  /** Work on older rows after upgrades, both running and finished. */
  backfills: BackfillView[];
  /** Parts that this NocoBase lacks, set only if there are any. No mail is served and nothing is counted then. */
  host?: readonly HostPart[];
  /**
   * Tables and columns (`table.column`) that this version needs and the database lacks, set only if there are any. No
   * mail is served until the app has been upgraded (`nocobase upgrade`).
   */
  upgrade?: readonly string[];
}

/**
 * Work on older rows after an upgrade. `conversations`: messages are counted by conversation; `search-index`: messages
 * can be found by their words; `address-dates`: all messages from or to a person are found quickly; `message-facts`:
 * messages are read again for information that earlier versions didn't store (invitations, delivery failures,
 * warnings, ways to unsubscribe); `correspondents`: people are suggested as recipients by how often somebody wrote to
 * them.
 */
export const BACKFILLS = [
  'conversations',
  'search-index',
  'address-dates',
  'correspondents',
  'message-facts',
] as const;
export type BackfillName = (typeof BACKFILLS)[number];

/** The progress of one backfill over all accounts. */
export interface BackfillView {
  name: BackfillName;
  /** `failed`: the last attempt stopped, and it will be retried. */
  state: 'running' | 'failed' | 'waiting' | 'done';
  /** Rows processed, and the number of rows there were at the start. */
  done: number;
  total: number;
  startedAt: string | null;
  /** Null until all accounts are done. */
  finishedAt: string | null;
}

/**
 * Parts of NocoBase that the plugin relies on although they aren't guaranteed. `request-order`, `permission-order`,
 * `request-log`: our middleware runs where it must; `reads`, `statements`: every database query passes through us;
 * `person-sql`: so does SQL written by users; `workflows`, `caches`: what runs outside requests, and what is cached of
 * them; `secrets`: encryption with the app's key; `errors`: answers without the text of a cause; `page-builder`: its
 * list of collections.
 */
export type HostPart =
  | 'request-order'
  | 'permission-order'
  | 'request-log'
  | 'reads'
  | 'statements'
  | 'person-sql'
  | 'workflows'
  | 'caches'
  | 'secrets'
  | 'errors'
  | 'page-builder';
