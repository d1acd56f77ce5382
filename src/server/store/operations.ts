import { Op, type Transaction, type WhereOptions } from 'sequelize';
import type { ErrorCode, Id, OperationKind, OperationState } from '../../common';
import type { MailContext } from '../context';
import { presentTime } from './clock';
import { MOVING } from './messageRows';
import { sameId, table } from './rows';
import { inTransaction } from './transaction';

/** Where a mail lay on the server when something was asked for it. */
export interface MessagePlace {
  id: Id;
  folderId: Id;
  uidValidity: string;
  uid: number;
}

export interface OperationRow<Payload = Record<string, unknown>, Progress = Record<string, unknown>> {
  id: Id;
  accountId: Id;
  userId: Id;
  kind: OperationKind;
  state: OperationState;
  reason: ErrorCode | null;
  /** Rises with each claim: who holds an older number may write no more. */
  attempts: number;
  /** When it may be tried; while somebody works on it, when that one counts as dead. */
  nextAttemptAt: Date | null;
  payload: Payload;
  progress: Progress;
  blobId: string | null;
  createdAt: Date;
}

export type Values = Partial<Omit<OperationRow, 'id' | 'createdAt'>>;
export type NewOperation = Pick<OperationRow, 'accountId' | 'userId' | 'kind' | 'payload'> & Values;

/** What is still to be carried out, in whichever stage. */
export const UNFINISHED: OperationState[] = ['pending', 'running', 'sending', 'sent'];

export async function createOperation(
  ctx: MailContext,
  values: NewOperation,
  transaction?: Transaction,
): Promise<OperationRow> {
  const row = await table(ctx, 'mailOperations').create(
    { state: 'pending', progress: {}, ...values },
    { transaction },
  );
  return row.get({ plain: true }) as unknown as OperationRow;
}

export async function findOperation(ctx: MailContext, id: Id): Promise<OperationRow | null> {
  const row = await table(ctx, 'mailOperations').findByPk(id);
  return row && (row.get({ plain: true }) as unknown as OperationRow);
}

export async function findOperations(
  ctx: MailContext,
  where: WhereOptions,
  {
    newestFirst = false,
    limit,
    lock = false,
    transaction,
  }: { newestFirst?: boolean; limit?: number; lock?: boolean; transaction?: Transaction } = {},
): Promise<OperationRow[]> {
  const order: Array<[string, string]> = [['id', newestFirst ? 'DESC' : 'ASC']];
  const rows = await table(ctx, 'mailOperations').findAll({
    ...{ where, order, limit, transaction },
    ...(lock && transaction ? { lock: transaction.LOCK.UPDATE } : {}),
  });
  return rows.map((row) => row.get({ plain: true }) as unknown as OperationRow);
}

/** Accounts with sends that are due. */
export async function accountsWithDueSends(ctx: MailContext): Promise<Id[]> {
  const rows = await table(ctx, 'mailOperations').findAll({
    where: { kind: 'send', ...dueAt(await presentTime(ctx)) },
    attributes: ['accountId'],
    group: ['accountId'],
  });
  return rows.map((row) => row.get('accountId') as Id);
}

/**
 * Of what can be worked on: nobody is at it, or whoever was has not been heard of for too long. `now`: milliseconds by
 * the database's clock, as all times in `nextAttemptAt` are, whichever node wrote them.
 */
export const dueAt = (now: number) => ({
  state: { [Op.in]: UNFINISHED },
  nextAttemptAt: { [Op.or]: [null, { [Op.lte]: new Date(now) }] },
});

/**
 * Takes operations of one account, which are carried out together, for this process until `until`: of several
 * that try at once, one gets each. Answers those that were to be had.
 */
export async function claimOperations(
  ctx: MailContext,
  operations: readonly OperationRow[],
  until: Date,
): Promise<OperationRow[]> {
  return inTransaction(ctx, async (transaction) => {
    const operationRows = table(ctx, 'mailOperations');
    const id = { [Op.in]: operations.map((operation) => operation.id) };
    const now = await operationRows.findAll({
      where: { id },
      attributes: ['id', 'attempts', 'state'],
      lock: transaction.LOCK.UPDATE,
      raw: true,
      transaction,
    });
    const found = new Map(now.map((row) => [String((row as unknown as { id: Id }).id), row]));
    const claimed = operations.filter((operation) => {
      const row = found.get(String(operation.id)) as unknown as OperationRow | undefined;
      return row?.attempts === operation.attempts && row.state === operation.state;
    });
    for (const attempts of new Set(claimed.map((operation) => operation.attempts))) {
      const ids = claimed
        .filter((operation) => operation.attempts === attempts)
        .map((operation) => operation.id);
      await operationRows.update(
        { state: 'running', attempts: attempts + 1, nextAttemptAt: until },
        { where: { id: { [Op.in]: ids } }, transaction },
      );
    }
    return claimed.map((operation) => ({
      ...operation,
      state: 'running' as const,
      attempts: operation.attempts + 1,
      nextAttemptAt: until,
    }));
  });
}

/** Writes what the holder of a claim found out. false: the claim is somebody else's by now. */
export async function updateClaimed(
  ctx: MailContext,
  { id, attempts }: OperationRow,
  values: Values,
  transaction?: Transaction,
): Promise<boolean> {
  const [updated] = await table(ctx, 'mailOperations').update(values, {
    where: { id, attempts },
    transaction,
  });
  return updated === 1;
}

/** Changes an operation that waits for its user, in one of these states; counts as a claim of its own. */
export async function updateWaiting(
  ctx: MailContext,
  { id, attempts }: OperationRow,
  states: OperationState[],
  values: Values,
): Promise<boolean> {
  const where = { id, attempts, state: { [Op.in]: states } };
  const [updated] = await table(ctx, 'mailOperations').update(
    { ...values, attempts: attempts + 1 },
    { where },
  );
  return updated === 1;
}

export async function updatePayload(
  ctx: MailContext,
  id: Id,
  payload: Values['payload'],
  transaction: Transaction,
): Promise<void> {
  await table(ctx, 'mailOperations').update({ payload }, { where: { id }, transaction });
}

export async function deleteOperation(ctx: MailContext, id: Id, transaction?: Transaction): Promise<void> {
  await table(ctx, 'mailOperations').destroy({ where: { id }, transaction });
}

/** Ends an operation that another one's end has made impossible. */
export async function failOperation(
  ctx: MailContext,
  id: Id,
  reason: ErrorCode | null,
  transaction: Transaction,
): Promise<void> {
  const values = { state: 'failed', nextAttemptAt: null, reason };
  await table(ctx, 'mailOperations').update(values, { where: { id }, transaction });
}

export async function deleteOperations(ctx: MailContext, ids: readonly Id[]): Promise<void> {
  if (ids.length === 0) return;
  await table(ctx, 'mailOperations').destroy({ where: { id: { [Op.in]: [...ids] } } });
}

/** An operation that changes mails or folders; `messages` are the mails that it names. */
export type ChangeRow = OperationRow<{ messages: MessagePlace[]; [detail: string]: unknown }>;

/**
 * Everything but sends of an account that is still to be carried out, oldest first. `lock`: as it is now, not as
 * it was when the transaction first read (MySQL).
 */
export function pendingChanges(
  ctx: MailContext,
  accountId: Id,
  transaction?: Transaction,
  { lock = false }: { lock?: boolean } = {},
): Promise<ChangeRow[]> {
  const where = { accountId, kind: { [Op.ne]: 'send' }, state: { [Op.in]: UNFINISHED } };
  return findOperations(ctx, where, { transaction, lock }) as Promise<ChangeRow[]>;
}

/** Those that make, rename or delete folders: until they are done, the server's list of folders is another one. */
export function pendingFolderChanges(
  ctx: MailContext,
  accountId: Id,
  transaction?: Transaction,
): Promise<ChangeRow[]> {
  const kind = { [Op.in]: ['createFolder', 'renameFolder', 'removeFolder'] };
  const where = { accountId, kind, state: { [Op.in]: UNFINISHED } };
  return findOperations(ctx, where, { transaction }) as Promise<ChangeRow[]>;
}

/** Where a mail lies on the server: where the row says, or, while a move of it is to be carried out, where that takes it from. */
export async function serverPlace(
  ctx: MailContext,
  accountId: Id,
  row: MessagePlace,
  transaction?: Transaction,
): Promise<MessagePlace> {
  const { id, folderId, uidValidity, uid } = row;
  if (uidValidity !== MOVING) return { id, folderId, uidValidity, uid };
  const named = (await pendingChanges(ctx, accountId, transaction)).flatMap(
    ({ payload }) => payload.messages,
  );
  return named.filter((place) => sameId(place.id, id)).at(-1) ?? { id, folderId, uidValidity, uid };
}

/** Forgets what was done, and failures that nobody cared for. */
export async function sweepOperations(ctx: MailContext, doneBefore: Date, failedBefore: Date): Promise<void> {
  const operations = table(ctx, 'mailOperations');
  await operations.destroy({ where: { state: 'done', updatedAt: { [Op.lt]: doneBefore } } });
  const failed = { state: 'failed', kind: { [Op.ne]: 'send' }, updatedAt: { [Op.lt]: failedBefore } };
  await operations.destroy({ where: failed });
}
