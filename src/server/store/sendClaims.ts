import { literal, Op, QueryTypes, type Transaction, type WhereOptions } from 'sequelize';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { emitCounted } from '../push';
import { presentTime } from './clock';
import { namesOf } from './names';
import { dueAt, findOperations, type OperationRow, type Values } from './operations';
import { table } from './rows';
import { inTransaction } from './transaction';

/** What says that an operation is ours: whoever takes it raises `attempts`. */
export type Claim = Pick<OperationRow, 'id' | 'attempts'>;

/**
 * Takes the oldest sends of an account that are due for this process for `ttl` milliseconds: of several
 * processes that try at once, one gets each. Pending ones become running; those that somebody else left in a later
 * stage stay there. `after`: only those behind this id.
 */
export async function claimSends(
  ctx: MailContext,
  accountId: Id,
  { after, limit, ttl }: { after: Id | null; limit: number; ttl: number },
): Promise<OperationRow[]> {
  const attempts = literal(`${namesOf(ctx, 'mailOperations').column('attempts')} + 1`);
  return inTransaction(ctx, async (transaction) => {
    const now = await presentTime(ctx, transaction);
    const until = new Date(now + ttl);
    const behind = after === null ? {} : { id: { [Op.gt]: after } };
    const where = { accountId, kind: 'send', ...dueAt(now), ...behind };
    const due = await findOperations(ctx, where, { limit, lock: true, transaction });
    const claim = async (rows: OperationRow[], values: { state?: 'running' }): Promise<void> => {
      if (rows.length === 0) return;
      await table(ctx, 'mailOperations').update(
        { ...values, attempts, nextAttemptAt: until },
        { where: { id: { [Op.in]: rows.map(({ id }) => id) } }, transaction },
      );
    };
    const isNew = ({ state }: OperationRow): boolean => state === 'pending';
    await claim(due.filter(isNew), { state: 'running' });
    await claim(
      due.filter((row) => !isNew(row)),
      {},
    );
    return due.map((row) => ({
      ...row,
      ...(isNew(row) ? { state: 'running' as const } : {}),
      attempts: row.attempts + 1,
      nextAttemptAt: until,
    }));
  });
}

/** Keeps claims alive for `ttl` milliseconds more, without a trace in `updatedAt`. */
export async function renewClaims(ctx: MailContext, claims: readonly Claim[], ttl: number): Promise<void> {
  if (claims.length === 0) return;
  const until = new Date((await presentTime(ctx)) + ttl);
  await table(ctx, 'mailOperations').update(
    { nextAttemptAt: until },
    // Not once the work has ended, should this come late.
    { where: { ...heldBy(claims), state: { [Op.in]: ['running', 'sending', 'sent'] } }, silent: true },
  );
}

/** Claims → those that still hold. */
export async function heldClaims(
  ctx: MailContext,
  claims: readonly Claim[],
  transaction?: Transaction,
): Promise<Set<string>> {
  const rows = await table(ctx, 'mailOperations').findAll({
    ...{ where: heldBy(claims), attributes: ['id'], transaction },
  });
  return new Set(rows.map((row) => String(row.get('id'))));
}

export interface ClaimedWrite {
  operation: OperationRow;
  /** Not the claim itself. */
  values: Values;
}

/**
 * Writes what the holder of claims found out, each its own, with one statement for those that write the same
 * columns. true for each that was written; false: the claim is somebody else's by now.
 */
export async function writeClaimed(ctx: MailContext, writes: readonly ClaimedWrite[]): Promise<boolean[]> {
  const written = new Set<string>();
  const shapes = new Map<string, ClaimedWrite[]>();
  for (const write of writes) {
    const shape = Object.keys(write.values).sort().join();
    shapes.set(shape, [...(shapes.get(shape) ?? []), write]);
  }
  for (const group of shapes.values()) for (const id of await writeGroup(ctx, group)) written.add(id);
  for (const { operation, values } of writes) {
    const ended = endOf(operation, values);
    if (ended && written.has(String(operation.id))) emitCounted(ctx, { send: ended });
  }
  return writes.map(({ operation }) => written.has(String(operation.id)));
}

/** What became of it, where this write is the first to say so: `sent` is followed by `done`, or left out. */
function endOf({ state }: OperationRow, values: Values): 'sent' | 'failed' | null {
  if (values.state === 'failed') return state === 'failed' ? null : 'failed';
  return (values.state === 'sent' || values.state === 'done') && state !== 'sent' ? 'sent' : null;
}

async function writeGroup(ctx: MailContext, writes: readonly ClaimedWrite[]): Promise<Iterable<string>> {
  const { table: target, column } = namesOf(ctx, 'mailOperations');
  const updatedAt = new Date();
  const rows = writes.map(({ operation: { id }, values }) => ({ id, values: { ...values, updatedAt } }));
  const columns = Object.keys(rows[0]?.values ?? {});
  const changes = columns.map((name) => `${column(name)} = ${valueOf(ctx, name, rows)}`);
  const held = [...byAttempts(writes.map(({ operation }) => operation))].map(
    ([attempts, ids]) =>
      `(${column('attempts')} = ${Number(attempts)} AND ${column('id')} IN (${ids.map((id) => escaped(ctx, id)).join(', ')}))`,
  );
  // Without bind parameters: Sequelize would look for them in the texts too (`$1`).
  const changed = await ctx.app.db.sequelize.query(
    `UPDATE ${target} SET ${changes.join(', ')} WHERE ${held.join(' OR ')}`,
    { type: QueryTypes.BULKUPDATE },
  );
  if (changed === writes.length) return writes.map(({ operation }) => String(operation.id));
  // MySQL counts what is different only. Who holds a claim now held it then as well.
  return heldClaims(
    ctx,
    writes.map(({ operation }) => operation),
  );
}

/** The value of a column for each of these rows, as an SQL expression of the column's type. */
function valueOf(
  ctx: MailContext,
  name: string,
  rows: ReadonlyArray<{ id: Id; values: Record<string, unknown> }>,
): string {
  const literals = rows.map(({ values }) => escaped(ctx, values[name]));
  const [first = 'NULL'] = literals;
  if (literals.every((each) => each === first)) return first;
  const cases = rows.map(({ id }, index) => `WHEN ${escaped(ctx, id)} THEN ${literals[index]}`);
  const choice = `CASE ${namesOf(ctx, 'mailOperations').column('id')} ${cases.join(' ')} END`;
  if (!ctx.app.db.inDialect('postgres')) return choice;
  // There an expression of literals is a text, which a column of JSON or of dates does not take.
  const type = table(ctx, 'mailOperations').getAttributes()[name]?.type as { toSql(): string };
  return `CAST(${choice} AS ${type.toSql()})`;
}

function escaped(ctx: MailContext, value: unknown): string {
  if (value == null) return 'NULL';
  const plain = typeof value === 'object' && !(value instanceof Date) ? JSON.stringify(value) : value;
  return ctx.app.db.sequelize.escape(plain as string);
}

function byAttempts(claims: readonly Claim[]): Map<number, Id[]> {
  const groups = new Map<number, Id[]>();
  for (const { id, attempts } of claims) groups.set(attempts, [...(groups.get(attempts) ?? []), id]);
  return groups;
}

/** A condition for what these claims hold. */
export function heldBy(claims: readonly Claim[]): WhereOptions & object {
  const groups = [...byAttempts(claims)].map(([attempts, ids]) => ({ attempts, id: { [Op.in]: ids } }));
  return { [Op.or]: groups };
}
