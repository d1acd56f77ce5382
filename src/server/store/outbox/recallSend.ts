import type { DraftInput } from '../../../common';
import type { MailContext } from '../../context';
import { presentTime } from '../db/clock';
import { lockUser } from '../db/lockUser';
import { inTransaction } from '../db/transaction';
import {
  contentColumns,
  createDraft,
  findDraft,
  leaveBehind,
  REST,
  updateDraft,
  type DraftRow,
} from './drafts';
import { deleteOperation, findOperations, type OperationRow } from './operations';

/**
 * Turns a send that nobody has begun back into a draft, with what was to be sent. Returns null and changes nothing if
 * it has been claimed or changed since it was read.
 */
export function recallSend(
  ctx: MailContext,
  { id, attempts, userId }: OperationRow,
  key: string,
  payload: DraftInput,
): Promise<DraftRow | null> {
  return inTransaction(ctx, async (transaction) => {
    await lockUser(ctx, userId, transaction);
    const where = { id, attempts, state: 'pending' };
    const [waiting] = await findOperations(ctx, where, { limit: 1, lock: true, transaction });
    if (!waiting) return null;
    await deleteOperation(ctx, id, transaction);
    const fileAt = new Date((await presentTime(ctx, transaction)) + REST);
    const draft = await findDraft(ctx, { userId, key, state: 'sending' }, { transaction, lock: true });
    if (!draft) return createDraft(ctx, { userId, key, payload, fileAt }, transaction);
    const again = { ...contentColumns(payload), state: 'open' as const, version: draft.version + 1 };
    const stored = { ...again, ...leaveBehind(draft, payload.accountId), fileAt, editor: null, turn: null };
    await updateDraft(ctx, { id: draft.id }, stored, { transaction });
    return { ...draft, ...again };
  });
}
