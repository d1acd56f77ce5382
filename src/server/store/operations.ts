import { Op, type Transaction, type WhereOptions } from 'sequelize';
import type { ErrorCode, Id, OperationKind, OperationState } from '../../common';
import type { MailContext } from '../context';
import { emitCounted } from '../push';
import { MOVING } from './messageRows';
import { sameId, table } from './rows';

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

type Values = Partial<Omit<OperationRow, 'id' | 'createdAt'>>;
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
    transaction,
  }: { newestFirst?: boolean; limit?: number; transaction?: Transaction } = {},
): Promise<OperationRow[]> {
  const order: Array<[string, string]> = [['id', newestFirst ? 'DESC' : 'ASC']];
  const rows = await table(ctx, 'mailOperations').findAll({ where, order, limit, transaction });
  return rows.map((row) => row.get({ plain: true }) as unknown as OperationRow);
}

/** Sends that can be worked on now: nobody is at it, or whoever was has not been heard of for too long. */
export function dueSends(ctx: MailContext, accountId: Id): Promise<OperationRow[]> {
  return findOperations(ctx, { accountId, kind: 'send', ...due() });
}

/** Changes that the holder of the account's lease can carry out; a running one was left by a holder before. */
export function dueChanges(ctx: MailContext, accountId: Id): Promise<OperationRow[]> {
  const { nextAttemptAt } = due();
  const state = { [Op.or]: [{ state: 'running' }, { state: 'pending', nextAttemptAt }] };
  return findOperations(ctx, { accountId, kind: { [Op.in]: ['flag', 'move', 'remove'] }, ...state });
}

/** Accounts with sends that are due. */
export async function accountsWithDueSends(ctx: MailContext): Promise<Id[]> {
  const rows = await table(ctx, 'mailOperations').findAll({
    where: { kind: 'send', ...due() },
    attributes: ['accountId'],
    group: ['accountId'],
  });
  return rows.map((row) => row.get('accountId') as Id);
}

const due = () => ({
  state: { [Op.in]: UNFINISHED },
  nextAttemptAt: { [Op.or]: [null, { [Op.lte]: new Date() }] },
});

/**
 * Takes an operation for this process until `until`: of several that try at once, one gets it. A pending one
 * becomes running; one that somebody else left in a later stage stays there.
 */
export async function claimOperation(
  ctx: MailContext,
  operation: OperationRow,
  until: Date,
): Promise<OperationRow | null> {
  const { id, attempts } = operation;
  const state = operation.state === 'pending' ? 'running' : operation.state;
  const values = { state, attempts: attempts + 1, nextAttemptAt: until };
  const [claimed] = await table(ctx, 'mailOperations').update(values, {
    where: { id, attempts, state: operation.state },
  });
  return claimed === 1 ? findOperation(ctx, id) : null;
}

/** Writes what the holder of a claim found out. false: the claim is somebody else's by now. */
export async function updateClaimed(
  ctx: MailContext,
  { id, attempts, kind, state }: OperationRow,
  values: Values,
  transaction?: Transaction,
): Promise<boolean> {
  const [updated] = await table(ctx, 'mailOperations').update(values, {
    where: { id, attempts },
    transaction,
  });
  const ended = values.state === 'sent' || values.state === 'failed' ? values.state : null;
  if (updated === 1 && kind === 'send' && ended && ended !== state) emitCounted(ctx, { send: ended });
  return updated === 1;
}

/** Keeps a claim alive, without a trace in `updatedAt`. */
export async function renewClaim(
  ctx: MailContext,
  { id, attempts }: OperationRow,
  until: Date,
): Promise<void> {
  await table(ctx, 'mailOperations').update(
    { nextAttemptAt: until },
    // Not once the work has ended, should this come late.
    { where: { id, attempts, state: { [Op.in]: ['running', 'sending', 'sent'] } }, silent: true },
  );
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

/** Flag, move and remove operations of an account that are still to be carried out, oldest first. */
export function pendingChanges(
  ctx: MailContext,
  accountId: Id,
  transaction?: Transaction,
): Promise<OperationRow<{ messages: MessagePlace[] }>[]> {
  const where = { accountId, kind: { [Op.in]: ['flag', 'move', 'remove'] }, state: { [Op.in]: UNFINISHED } };
  return findOperations(ctx, where, { transaction }) as Promise<OperationRow<{ messages: MessagePlace[] }>[]>;
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
