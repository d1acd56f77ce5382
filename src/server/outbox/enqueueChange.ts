import type { Transaction } from 'sequelize';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { pushHint } from '../push';
import { wake } from '../store/accounts';
import { createOperation, type OperationRow } from '../store/operations';
import { inTransaction } from '../store/transaction';
import type { ChangePayload } from './change';
import { CHANGE_KINDS } from './kinds';

/**
 * Local change and operation in one transaction; then the hint and the wake. `payloadOf` runs in it, and says
 * what is to be done; null: nothing is. It may run more than once.
 */
export async function enqueueChange(
  ctx: MailContext,
  userId: Id,
  accountId: Id,
  kind: keyof typeof CHANGE_KINDS,
  payloadOf: (transaction: Transaction) => Promise<ChangePayload | null>,
): Promise<OperationRow | null> {
  const operation = await inTransaction(ctx, async (transaction): Promise<OperationRow | null> => {
    const payload = await payloadOf(transaction);
    if (!payload) return null;
    await CHANGE_KINDS[kind].applyLocal(ctx, accountId, payload, transaction);
    return createOperation(ctx, { accountId, userId, kind, payload }, transaction);
  });
  if (!operation) return null;
  const folderIds = CHANGE_KINDS[kind].folders(operation.payload as ChangePayload);
  pushHint(ctx, userId, { accountId, folderIds, what: ['account', 'folders', 'messages', 'operations'] });
  await wake(ctx, accountId);
  return operation;
}
