import { col, fn, Op, UniqueConstraintError } from 'sequelize';
import { BACKFILLS, type BackfillName, type BackfillView, type Id } from '../../../common';
import type { MailContext } from '../../context';
import { databaseTime, presentDate } from '../db/clock';
import { columnOf, rowsAs, table } from '../db/rows';

/** Unfinished work on one account's rows. */
export interface OpenBackfill {
  id: Id;
  name: BackfillName;
  accountId: Id;
  cursor: string | null;
  done: number;
  /** Null until the work has started. */
  startedAt: Date | null;
}

/** Milliseconds for which a node keeps work without reporting progress; longer than any piece takes. */
const CLAIM = 5 * 60_000;

/**
 * Schedules work for these accounts, or for all. Work that is already scheduled or done stays unchanged, so this can
 * be called repeatedly.
 */
export async function scheduleBackfills(
  ctx: MailContext,
  names: readonly BackfillName[],
  accountIds?: readonly Id[],
): Promise<void> {
  const where = accountIds ? { id: { [Op.in]: [...accountIds] } } : {};
  const accounts = await table(ctx, 'mailAccounts').findAll({ where, attributes: ['id'] });
  const rows = rowsAs<{ name: string; accountId: Id }>(
    await table(ctx, 'mailBackfills').findAll({ attributes: ['name', 'accountId'], raw: true }),
  );
  const known = new Set(rows.map(({ name, accountId }) => `${name} ${String(accountId)}`));
  for (const name of names)
    for (const accountId of accounts.map((row) => row.get('id') as Id)) {
      if (known.has(`${name} ${String(accountId)}`)) continue;
      await table(ctx, 'mailBackfills')
        .create({ id: ctx.app.snowflakeIdGenerator.generate(), name, accountId })
        .catch((error: unknown) => {
          // Another node has just scheduled it.
          if (!(error instanceof UniqueConstraintError)) throw error;
        });
    }
}

/** Schedules work again, even if it was done before. */
export async function repeatBackfill(ctx: MailContext, name: BackfillName, accountId: Id): Promise<void> {
  await scheduleBackfills(ctx, [name], [accountId]);
  const anew = { state: 'waiting', cursor: null, done: 0, startedAt: null, finishedAt: null };
  await table(ctx, 'mailBackfills').update(anew, { where: { name, accountId, state: 'done' } });
}

/** Returns unfinished work that no node is doing, in the order of {@link BACKFILLS}. */
export async function openBackfills(ctx: MailContext): Promise<OpenBackfill[]> {
  const rows = rowsAs<OpenBackfill>(
    await table(ctx, 'mailBackfills').findAll({
      where: { state: { [Op.ne]: 'done' }, until: { [Op.lte]: databaseTime(ctx) } },
      attributes: ['id', 'name', 'accountId', 'cursor', 'done', 'startedAt'],
      order: [['id', 'ASC']],
    }),
  );
  const rank = ({ name }: OpenBackfill) => BACKFILLS.indexOf(name);
  // Skips names that only another version of this plugin knows.
  return rows.filter((row) => rank(row) >= 0).sort((left, right) => rank(left) - rank(right));
}

/** Claims work for this node. Returns false if another node is doing it or has finished it. */
export async function claimBackfill(ctx: MailContext, { id, startedAt }: OpenBackfill): Promise<boolean> {
  const where = { id, state: { [Op.ne]: 'done' }, until: { [Op.lte]: databaseTime(ctx) } };
  const values = { state: 'running', until: databaseTime(ctx, CLAIM) };
  const begun = startedAt ?? (await presentDate(ctx));
  const [claimed] = await table(ctx, 'mailBackfills').update({ ...values, startedAt: begun }, { where });
  return claimed === 1;
}

/** Stores the progress, and extends the claim. */
export async function saveBackfill(
  ctx: MailContext,
  id: Id,
  progress: { cursor: string | null; done: number; total?: number },
): Promise<void> {
  const values = { ...progress, reason: null, until: databaseTime(ctx, CLAIM) };
  await table(ctx, 'mailBackfills').update(values, { where: { id } });
}

/**
 * Releases unfinished work, so that any node can continue it. `reason`: the error that stopped it, if there was one.
 */
export async function releaseBackfill(ctx: MailContext, id: Id, reason: string | null = null): Promise<void> {
  const state = reason === null ? 'waiting' : 'failed';
  await table(ctx, 'mailBackfills').update({ state, reason, until: 0 }, { where: { id } });
}

export async function finishBackfill(ctx: MailContext, id: Id, done: number): Promise<void> {
  const values = { state: 'done', done, total: done, reason: null, until: 0 };
  const finishedAt = await presentDate(ctx);
  await table(ctx, 'mailBackfills').update({ ...values, finishedAt }, { where: { id } });
}

interface Sums {
  name: BackfillName;
  state: BackfillView['state'];
  done: number | string;
  total: number | string;
  startedAt: Date | string | null;
  finishedAt: Date | string | null;
}

/** The progress of each backfill over all accounts. */
export async function backfillFigures(ctx: MailContext): Promise<BackfillView[]> {
  const column = (field: string) => col(columnOf(ctx, 'mailBackfills', field));
  const rows = rowsAs<Sums>(
    await table(ctx, 'mailBackfills').findAll({
      attributes: [
        ...['name', 'state'],
        [fn('SUM', column('done')), 'done'],
        [fn('SUM', column('total')), 'total'],
        [fn('MIN', column('startedAt')), 'startedAt'],
        [fn('MAX', column('finishedAt')), 'finishedAt'],
      ],
      group: ['name', 'state'],
      raw: true,
    }),
  );
  return BACKFILLS.flatMap((name) => {
    const some = rows.filter((row) => row.name === name);
    return some.length > 0 ? [viewOf(name, some)] : [];
  });
}

const STATES = ['running', 'failed', 'waiting', 'done'] as const;

function viewOf(name: BackfillName, some: readonly Sums[]): BackfillView {
  const state = STATES.find((each) => some.some((row) => row.state === each)) ?? 'waiting';
  const sum = (of: 'done' | 'total') => some.reduce((total, row) => total + Number(row[of]), 0);
  const dates = (of: 'startedAt' | 'finishedAt') =>
    some.flatMap((row) => (row[of] === null ? [] : [new Date(row[of]).toISOString()])).sort();
  const finishedAt = state === 'done' ? (dates('finishedAt').at(-1) ?? null) : null;
  return {
    ...{ name, state, done: sum('done'), total: sum('total') },
    ...{ startedAt: dates('startedAt')[0] ?? null, finishedAt },
  };
}
