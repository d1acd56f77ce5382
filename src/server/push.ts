import { CHANGE_HINT, type AccountState, type ChangeHint, type ErrorCode, type Id } from '../common';
import type { MailContext } from './context';

/** Emitted on the app of this process when an account should have a turn soon. Payload: the account's id. */
export const WAKE = 'mail:wake';

/** Tells the owner's open browsers what changed. Call it after the commit; it carries no data. */
export function pushHint(ctx: MailContext, userId: Id, hint: ChangeHint): void {
  ctx.app.emit('ws:sendToUser', { userId, message: { type: CHANGE_HINT, payload: hint } });
}

/**
 * Asks for a turn of this account on whichever node serves it: at once in this process; other nodes
 * see `mailAccounts.wakeAt` at their next tick (`store/accounts.ts` sets it).
 */
export function emitWake(ctx: MailContext, accountId: Id): void {
  ctx.app.emit(WAKE, accountId);
}

/** Emitted on the app of this process, once an account and reason, when its owner should be told of it. */
export const TROUBLE = 'mail:trouble';

/** An account that no longer works, and will not by itself. */
export interface Trouble {
  accountId: Id;
  userId: Id;
  address: string;
  state: AccountState;
  reason: ErrorCode;
}

export function emitTrouble(ctx: MailContext, trouble: Trouble): void {
  ctx.app.emit(TROUBLE, trouble);
}

/** Emitted on the app of this process for its counters. */
export const COUNTED = 'mail:counted';

/** Something that counters count: a failure of an account by its code, a send by how it ended. */
export type Counted = { failure: string } | { send: 'sent' | 'failed' };

export function emitCounted(ctx: MailContext, counted: Counted): void {
  ctx.app.emit(COUNTED, counted);
}
