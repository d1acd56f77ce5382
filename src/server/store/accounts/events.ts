import { Op } from 'sequelize';
import type { AccountEventKind, AccountEventView, AccountState, ErrorCode, Id } from '../../../common';
import { perApp } from '../../appState';
import type { MailContext } from '../../context';
import { emitCounted } from '../../push';
import { presentDate } from '../db/clock';
import { NODE } from '../cluster/node';
import { rowAs, rowsAs, table } from '../db/rows';

/** Events kept, and shown, per account. */
const KEPT = 500;
/** Inserts between two checks for surplus events: a check reads an index, a delete writes. */
const TRIM_EVERY = 50;
/** Rows per statement. */
const BATCH = 500;
/** Milliseconds for which failures are one event; limited, so that failures in the last day can be counted. */
const FOLD_FAILURES = 60 * 60_000;

const TROUBLED: ReadonlySet<AccountState> = new Set([
  'reconnect',
  'blocked',
  'unavailable',
  'receive-only',
  'throttled',
  'unreachable',
]);

/** Inserts by this process since the last check, by account. */
const inserted = perApp('eventCounts', () => new Map<string, number>());

/**
 * Records an event of an account; the same event again is only counted. Never throws, because the event itself matters
 * more than its record. Don't call it inside a transaction, which a failed statement would end.
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
    const at = await presentDate(ctx);
    await table(ctx, 'mailEvents').create({ accountId, kind, code, node: NODE, count: 1, firstAt: at, at });
    if (isDue(ctx, accountId)) await trimEvents(ctx, accountId);
  } catch (error) {
    ctx.log.warn(`mail: an event of account ${accountId} could not be saved`, { kind, cause: String(error) });
  }
}

/** Records a change of state, or another failure in the same state. */
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
    const event = rowAs<AccountEventView & { at: Date; firstAt: Date }>(row);
    return { ...event, firstAt: event.firstAt.toISOString(), at: event.at.toISOString() };
  });
}

/** Failures of all accounts since `since`, by code. */
export async function failuresSince(ctx: MailContext, since: Date): Promise<Record<string, number>> {
  const { sequelize } = ctx.app.db;
  const rows = rowsAs<{ code: string | null; failures: string | number }>(
    await table(ctx, 'mailEvents').findAll({
      where: { at: { [Op.gte]: since }, kind: { [Op.in]: ['failed', 'throttled'] } },
      attributes: ['code', [sequelize.fn('SUM', sequelize.col('count')), 'failures']],
      group: ['code'],
      raw: true,
    }),
  );
  return Object.fromEntries(rows.map(({ code, failures }) => [code ?? 'internal', Number(failures)]));
}

/** Deletes all but the newest events of an account, a limited number per statement. */
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
  const now = await presentDate(ctx);
  const age = now.getTime() - new Date(last.get('firstAt') as Date).getTime();
  if (kind !== 'renewed' && age > FOLD_FAILURES) return false;
  const count = Number(last.get('count'));
  // Another writer's count mustn't be lost: if two read the same count, one of them adds a new event.
  const [folded] = await events.update(
    { count: count + 1, at: now },
    { where: { id: last.get('id'), count } },
  );
  return folded === 1;
}

function isDue(ctx: MailContext, accountId: Id): boolean {
  const counts = inserted(ctx);
  const key = String(accountId);
  const count = counts.get(key) ?? 0;
  counts.set(key, (count + 1) % TRIM_EVERY);
  // The first insert counts too: otherwise a process with fewer than fifty inserts would never check.
  return count === 0;
}
