import { Op } from 'sequelize';
import type { AccountEventKind, AccountEventView, AccountState, ErrorCode, Id } from '../../common';
import type { MailContext } from '../context';
import { emitCounted } from '../push';
import { NODE } from './node';
import { table } from './rows';

/** So many of each account are kept, and shown. */
const KEPT = 500;
/** Between two looks for events that are too many; a look reads an index, a delete writes. */
const TRIM_EVERY = 50;
/** Rows a statement. */
const BATCH = 500;
/** Failures are one event for so long only, so that their number in the last day can be told. */
const FOLD_FAILURES = 60 * 60_000;

const TROUBLED: ReadonlySet<AccountState> = new Set([
  'reconnect',
  'blocked',
  'unavailable',
  'receive-only',
  'throttled',
  'unreachable',
]);

/** Inserts of this process since the last look, by account. */
const inserted = new WeakMap<object, Map<string, number>>();

/**
 * Notes what happened to an account; the same thing again is counted in the event that is there. It never
 * fails: what it tells of matters more. Not inside a transaction, which a failed statement would end.
 */
export async function addEvent(
  ctx: MailContext,
  accountId: Id,
  kind: AccountEventKind,
  code: ErrorCode | null = null,
): Promise<void> {
  if (kind === 'failed' || kind === 'throttled') emitCounted(ctx, { failure: code ?? 'internal' });
  try {
    if (await foldInto(ctx, accountId, kind, code)) return;
    const at = new Date();
    await table(ctx, 'mailEvents').create({ accountId, kind, code, node: NODE, count: 1, firstAt: at, at });
    if (isDue(ctx, accountId)) await trimEvents(ctx, accountId);
  } catch (error) {
    ctx.log.warn(`mail: an event of account ${accountId} was not noted`, { kind, cause: String(error) });
  }
}

/** Notes a change of state, or one more failure in the same. */
export async function addStateEvent(
  ctx: MailContext,
  accountId: Id,
  before: AccountState,
  state: AccountState,
  reason: ErrorCode | null,
): Promise<void> {
  if (TROUBLED.has(state))
    return addEvent(ctx, accountId, state === 'throttled' ? 'throttled' : 'failed', reason);
  if (TROUBLED.has(before)) return addEvent(ctx, accountId, 'recovered');
}

/** The account's events, newest first. */
export async function listEvents(ctx: MailContext, accountId: Id): Promise<AccountEventView[]> {
  const rows = await table(ctx, 'mailEvents').findAll({
    where: { accountId },
    order: [['id', 'DESC']],
    limit: KEPT,
  });
  return rows.map((row) => {
    const event = row.get({ plain: true }) as unknown as AccountEventView & { at: Date; firstAt: Date };
    return { ...event, firstAt: event.firstAt.toISOString(), at: event.at.toISOString() };
  });
}

/** Failures of all accounts since then, by code. */
export async function failuresSince(ctx: MailContext, since: Date): Promise<Record<string, number>> {
  const { sequelize } = ctx.app.db;
  const rows = (await table(ctx, 'mailEvents').findAll({
    where: { at: { [Op.gte]: since }, kind: { [Op.in]: ['failed', 'throttled'] } },
    attributes: ['code', [sequelize.fn('SUM', sequelize.col('count')), 'failures']],
    group: ['code'],
    raw: true,
  })) as unknown as Array<{ code: string | null; failures: string | number }>;
  return Object.fromEntries(rows.map(({ code, failures }) => [code ?? 'internal', Number(failures)]));
}

/** Deletes all but the newest events of an account, a bounded number a statement. */
export async function trimEvents(ctx: MailContext, accountId: Id, kept = KEPT): Promise<void> {
  const events = table(ctx, 'mailEvents');
  for (;;) {
    const old = await events.findAll({
      where: { accountId },
      attributes: ['id'],
      order: [['id', 'DESC']],
      offset: kept,
      limit: BATCH,
    });
    if (old.length > 0) await events.destroy({ where: { id: { [Op.in]: old.map((row) => row.get('id')) } } });
    if (old.length < BATCH) return;
  }
}

async function foldInto(
  ctx: MailContext,
  accountId: Id,
  kind: AccountEventKind,
  code: ErrorCode | null,
): Promise<boolean> {
  const events = table(ctx, 'mailEvents');
  const last = await events.findOne({ where: { accountId }, order: [['id', 'DESC']] });
  if (last?.get('kind') !== kind || last.get('code') !== code || last.get('node') !== NODE) return false;
  const age = Date.now() - new Date(last.get('firstAt') as Date).getTime();
  if (kind !== 'renewed' && age > FOLD_FAILURES) return false;
  const count = Number(last.get('count'));
  // Another writer's count is not to be lost: of two that read the same one, one makes a new event.
  const [folded] = await events.update(
    { count: count + 1, at: new Date() },
    { where: { id: last.get('id'), count } },
  );
  return folded === 1;
}

function isDue(ctx: MailContext, accountId: Id): boolean {
  const counts = inserted.get(ctx.app) ?? new Map<string, number>();
  inserted.set(ctx.app, counts);
  const key = String(accountId);
  const count = counts.get(key) ?? 0;
  counts.set(key, (count + 1) % TRIM_EVERY);
  // The first one too: a process that lives for less than fifty would never look.
  return count === 0;
}
