import type { Transaction } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { pushHint } from '../../push';
import { wake } from '../../store/accounts/accounts';
import { createOperation, type OperationRow } from '../../store/outbox/operations';
import { inTransaction } from '../../store/db/transaction';
import type { ChangePayload } from '../changes/change';
import { CHANGE_KINDS } from '../changes/kinds';

/**
 * Stores a local change and its operation in one transaction, then sends the hint and wakes the account. `payloadOf`
 * runs inside the transaction and may run more than once; null means there is nothing to do.
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
