import { CHANGE_HINT, type AccountState, type ChangeHint, type ErrorCode, type Id } from '../common';
import type { MailContext } from './context';

/** Emitted on the app of this process when an account should have a turn soon. Payload: the account's id. */
export const WAKE = 'mail:wake';

/** Tells the owner's open browsers what changed. Call it after the commit; it carries no data. */
export function pushHint(ctx: MailContext, userId: Id, hint: ChangeHint): void {
  ctx.app.emit('ws:sendToUser', { userId, message: { type: CHANGE_HINT, payload: hint } });
}

/**
 * Asks the node that serves this account for a turn: immediately in this process; other nodes see `mailAccounts.wakeAt`
 * at their next tick (`store/accounts/accounts.ts` sets it).
 */
export function emitWake(ctx: MailContext, accountId: Id): void {
  ctx.app.emit(WAKE, accountId);
}

/** Emitted on the app of this process, once per account and reason, when the owner should be notified. */
export const TROUBLE = 'mail:trouble';

/** An account that no longer works and won't recover automatically. */
export interface Trouble {
  accountId: Id;
  userId: Id;
  address: string;
  state: AccountState;
  reason: ErrorCode;
}

/** Tells the listeners of {@link TROUBLE}. */
export function emitTrouble(ctx: MailContext, trouble: Trouble): void {
  ctx.app.emit(TROUBLE, trouble);
}

/** Emitted on the app of this process, after the commit, when new messages have arrived. */
export const ARRIVED = 'mail:arrived';

/** Unread messages that have arrived in a folder. */
export interface Arrival {
  userId: Id;
  place: { accountId: Id; folderId: Id; uidValidity: string };
  uids: number[];
}

/** Tells the listeners of {@link ARRIVED}. */
export function emitArrived(ctx: MailContext, arrival: Arrival): void {
  ctx.app.emit(ARRIVED, arrival);
}

/** Emitted on the app of this process, after the commit, when something was stored that workflows are to learn about. */
export const MAIL_EVENT = 'mail:event';

/** Tells the listeners of {@link MAIL_EVENT}. */
export function emitMailEvent(ctx: MailContext): void {
  ctx.app.emit(MAIL_EVENT);
}

/** Emitted on the app of this process to update its counters. */
export const COUNTED = 'mail:counted';

/** An event that is counted: an account's failure by its code, or a send by how it ended. */
export type Counted = { failure: string } | { send: 'sent' | 'failed' };

/** Tells the listeners of {@link COUNTED}. */
export function emitCounted(ctx: MailContext, counted: Counted): void {
  ctx.app.emit(COUNTED, counted);
}
