import { Op } from 'sequelize';
import type { ErrorCode, Id } from '../../../common';
import type { MailContext } from '../../context';
import { presentDate } from '../db/clock';
import { rowAs, table } from '../db/rows';

const MINUTE = 60_000;

export interface Postponement {
  until: Date;
  /** The reason that people see; null if nothing is wrong. */
  reason: ErrorCode | null;
  /** Sends added in the meantime wait as well: the server said that trying earlier is of no use. */
  hold?: boolean;
  /** How many may be sent in each minute from then on; 0 for all at once. */
  perMinute: number;
}

/**
 * Postpones an account's pending sends, so that nobody looks at them before `until`. With `hold`, `createSend` also
 * postpones those added in the meantime, and only a manual retry asks the server sooner.
 */
export async function postponeSends(
  ctx: MailContext,
  accountId: Id,
  { until, reason, perMinute, hold = false }: Postponement,
): Promise<void> {
  if (hold) await setPause(ctx, accountId, { sendPausedUntil: until, sendPauseReason: reason });
  const rows = await table(ctx, 'mailOperations').findAll({
    where: {
      ...{ accountId, kind: 'send', state: 'pending' },
      nextAttemptAt: { [Op.or]: [null, { [Op.lt]: until }] },
    },
    attributes: ['id'],
    order: [['id', 'ASC']],
    raw: true,
  });
  const ids = rows.map((row) => rowAs<{ id: Id }>(row).id);
  const portion = perMinute || 500;
  for (let at = 0; at < ids.length; at += portion) {
    const minutes = perMinute === 0 ? 0 : Math.floor(at / perMinute);
    await table(ctx, 'mailOperations').update(
      { nextAttemptAt: new Date(until.getTime() + minutes * MINUTE), reason },
      { where: { id: { [Op.in]: ids.slice(at, at + portion) }, state: 'pending' } },
    );
  }
}

/** Until when an account's next message waits, and why; nulls if nothing keeps it. */
export async function findPause(
  ctx: MailContext,
  accountId: Id,
): Promise<{ until: Date | null; reason: ErrorCode | null }> {
  const row = await table(ctx, 'mailOperations').findOne({
    where: {
      ...{ accountId, kind: 'send', state: 'pending', reason: { [Op.ne]: null } },
      nextAttemptAt: { [Op.gt]: await presentDate(ctx) },
    },
    attributes: ['nextAttemptAt', 'reason'],
    order: [['nextAttemptAt', 'ASC']],
  });
  const found = rowAs<{ nextAttemptAt: Date; reason: ErrorCode }>(row);
  return { until: found && new Date(found.nextAttemptAt), reason: found?.reason ?? null };
}

/**
 * Called when the server accepts messages again: sends that waited for one of these reasons needn't wait any longer.
 * Returns whether there were any.
 */
export async function releaseSends(
  ctx: MailContext,
  accountId: Id,
  reasons: readonly ErrorCode[],
): Promise<boolean> {
  const now = await presentDate(ctx);
  await setPause(ctx, accountId, { sendPausedUntil: null, sendPauseReason: null });
  const [released] = await table(ctx, 'mailOperations').update(
    { nextAttemptAt: now },
    {
      where: {
        ...{ accountId, kind: 'send', state: 'pending' },
        reason: { [Op.in]: [...reasons] },
        nextAttemptAt: { [Op.gt]: now },
      },
    },
  );
  return released > 0;
}

async function setPause(ctx: MailContext, accountId: Id, pause: Record<string, unknown>): Promise<void> {
  await table(ctx, 'mailAccounts').update(pause, { where: { id: accountId }, silent: true });
}
