import { Op, type Transaction, type WhereOptions } from 'sequelize';
import type { ErrorCode, Id, OperationKind, OperationState } from '../../../common';
import type { MailContext } from '../../context';
import { presentTime } from '../db/clock';
import { MOVING } from '../messages/messageRows';
import { rowAs, rowsAs, sameId, table } from '../db/rows';
import { inTransaction } from '../db/transaction';

/** Where a message was on the server when something was requested for it. */
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
  /** Rises with each claim: a process with an older number may write no more. */
  attempts: number;
  /** When it may be tried; while somebody works on it, when they're presumed dead. */
  nextAttemptAt: Date | null;
  payload: Payload;
  progress: Progress;
  blobId: string | null;
  /** For a send: see the collection. */
  key?: string | null;
  octets?: number;
  notBefore?: Date | null;
  campaignId?: Id | null;
  createdAt: Date;
}

export type Values = Partial<Omit<OperationRow, 'id' | 'createdAt'>>;
export type NewOperation = Pick<OperationRow, 'accountId' | 'userId' | 'kind' | 'payload'> & Values;

/** States of operations that are still to be carried out, in any stage. */
export const UNFINISHED: OperationState[] = ['pending', 'running', 'sending', 'sent'];

/** Stores an operation, pending unless `values` says otherwise. */
export async function createOperation(
  ctx: MailContext,
  values: NewOperation,
  transaction?: Transaction,
): Promise<OperationRow> {
  const row = await table(ctx, 'mailOperations').create(
    { state: 'pending', progress: {}, ...values },
    { transaction },
  );
  return rowAs<OperationRow>(row);
}

/** The operation with this id; null if there is none. */
export async function findOperation(ctx: MailContext, id: Id): Promise<OperationRow | null> {
  const row = await table(ctx, 'mailOperations').findByPk(id);
  return rowAs<OperationRow>(row);
}

/** Operations that match `where`, by id. `lock` needs a transaction and holds the rows until it ends. */
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
  return rowsAs<OperationRow>(rows);
}

/** Accounts with sends that are due. */
export async function accountsWithDueSends(ctx: MailContext): Promise<Id[]> {
  const rows = await table(ctx, 'mailOperations').findAll({
    where: dueSendsAt(await presentTime(ctx)),
    attributes: ['accountId'],
    group: ['accountId'],
  });
  return rows.map((row) => row.get('accountId') as Id);
}

/**
 * Condition for operations that can be worked on: nobody is working on them, or their worker hasn't been heard from for
 * too long. `now` is in milliseconds by the database's clock, like all times in `nextAttemptAt`, whichever node wrote
 * them.
 */
export const dueAt = (now: number) => ({
  state: { [Op.in]: UNFINISHED },
  nextAttemptAt: { [Op.or]: [null, { [Op.lte]: new Date(now) }] },
});

/** The same for sends, which may also have a time before which they must not begin. */
export const dueSendsAt = (now: number) => ({
  kind: 'send',
  ...dueAt(now),
  notBefore: { [Op.or]: [null, { [Op.lte]: new Date(now) }] },
});

/**
 * Claims operations of one account, which are carried out together, for this process until `until`. If several
 * processes try at once, each operation goes to one of them. Returns the operations that were claimed.
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
    const found = new Map(now.map((row) => [String(rowAs<{ id: Id }>(row).id), row]));
    const claimed = operations.filter((operation) => {
      const row = rowAs<OperationRow>(found.get(String(operation.id)));
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

/** Writes what the holder of a claim found out. False: somebody else has the claim by now. */
export async function updateClaimed(
  ctx: MailContext,
  { id, attempts }: Pick<OperationRow, 'id' | 'attempts'>,
  values: Values & { submittedAt?: Date },
  transaction?: Transaction,
): Promise<boolean> {
  const operations = table(ctx, 'mailOperations');
  const where = { id, attempts };
  const [updated] = await operations.update(values, { where, transaction });
  // MySQL counts only rows that change. If we hold the claim now, we also held it then.
  return updated === 1 || (await operations.count({ where, transaction })) === 1;
}

/**
 * Changes an operation that waits for its user, in one of these states; this counts as a claim of its own. False: it's
 * no longer what was read. The state is compared too, because the holder of the claim may have written the outcome
 * since, and these values are based on what was read.
 */
export async function updateWaiting(
  ctx: MailContext,
  { id, attempts, state }: OperationRow,
  states: OperationState[],
  values: Values,
): Promise<boolean> {
  if (!states.includes(state)) return false;
  const where = { id, attempts, state };
  const [updated] = await table(ctx, 'mailOperations').update(
    { ...values, attempts: attempts + 1 },
    { where },
  );
  return updated === 1;
}

/** Replaces an operation's payload, whoever holds its claim. */
export async function updatePayload(
  ctx: MailContext,
  id: Id,
  payload: Values['payload'],
  transaction: Transaction,
): Promise<void> {
  await table(ctx, 'mailOperations').update({ payload }, { where: { id }, transaction });
}

/** Deletes an operation, in whatever state it is. */
export async function deleteOperation(ctx: MailContext, id: Id, transaction?: Transaction): Promise<void> {
  await table(ctx, 'mailOperations').destroy({ where: { id }, transaction });
}

/**
 * Deletes a send unless somebody has claimed it since it was read. `also` is done in the same transaction. False if it
 * wasn't deleted.
 */
export async function deletePending(
  ctx: MailContext,
  { id, attempts }: Pick<OperationRow, 'id' | 'attempts'>,
  also: (transaction: Transaction) => Promise<void>,
): Promise<boolean> {
  return inTransaction(ctx, async (transaction) => {
    const where = { id, attempts, state: 'pending' };
    if ((await table(ctx, 'mailOperations').destroy({ where, transaction })) === 0) return false;
    await also(transaction);
    return true;
  });
}

/** Ends an operation that has become impossible because of how another one ended. */
export async function failOperation(
  ctx: MailContext,
  id: Id,
  reason: ErrorCode | null,
  transaction: Transaction,
): Promise<void> {
  const values = { state: 'failed', nextAttemptAt: null, reason };
  await table(ctx, 'mailOperations').update(values, { where: { id }, transaction });
}

/** Deletes operations, in whatever state they are. */
export async function deleteOperations(ctx: MailContext, ids: readonly Id[]): Promise<void> {
  if (ids.length === 0) return;
  await table(ctx, 'mailOperations').destroy({ where: { id: { [Op.in]: [...ids] } } });
}

/** An operation that changes messages or folders; `messages` are the messages that it names. */
export type ChangeRow = OperationRow<{ messages: MessagePlace[]; [detail: string]: unknown }>;

/**
 * An account's unfinished operations except sends, oldest first. `lock` reads them as they are now, not as they were
 * when the transaction first read (MySQL).
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

/** The operations of an account's drafts that aren't done, including those that failed. */
export function draftOperations(
  ctx: MailContext,
  accountId: Id,
  transaction: Transaction,
): Promise<OperationRow[]> {
  return findOperations(ctx, { accountId, kind: 'draft', state: { [Op.ne]: 'done' } }, { transaction });
}

/** The ones that create, rename or delete folders: until they're done, the server's list of folders is different. */
export function pendingFolderChanges(
  ctx: MailContext,
  accountId: Id,
  transaction?: Transaction,
): Promise<ChangeRow[]> {
  const kind = { [Op.in]: ['createFolder', 'renameFolder', 'removeFolder'] };
  const where = { accountId, kind, state: { [Op.in]: UNFINISHED } };
  return findOperations(ctx, where, { transaction }) as Promise<ChangeRow[]>;
}

/**
 * Where a message is on the server: where its row says or, while a move of it is still to be carried out, where that
 * move takes it from.
 */
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

/** Deletes finished operations, and failed ones that nobody attended to; failed sends are kept. */
export async function sweepOperations(ctx: MailContext, doneBefore: Date, failedBefore: Date): Promise<void> {
  const operations = table(ctx, 'mailOperations');
  await operations.destroy({ where: { state: 'done', updatedAt: { [Op.lt]: doneBefore } } });
  const failed = { state: 'failed', kind: { [Op.ne]: 'send' }, updatedAt: { [Op.lt]: failedBefore } };
  await operations.destroy({ where: failed });
}
