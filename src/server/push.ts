import { CHANGE_HINT, type ChangeHint, type Id } from '../common';
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
