import { Op } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { rowsAs, table } from '../db/rows';

/** The last message of the previous page. */
export interface FactsCursor {
  receivedAt: Date;
  id: Id;
}

export interface FactsPage {
  /** Messages whose text was stored before facts were kept with it. */
  ids: Id[];
  /** Messages examined. */
  looked: number;
  /** Null when there are no more. */
  next: FactsCursor | null;
}

/** Goes through an account's stored texts, newest first, and returns those that were stored without facts. */
export async function bodiesWithoutFacts(
  ctx: MailContext,
  accountId: Id,
  after: FactsCursor | null,
  limit: number,
): Promise<FactsPage> {
  const below = after && {
    receivedAt: { [Op.lte]: after.receivedAt },
    [Op.or]: [
      { receivedAt: { [Op.lt]: after.receivedAt } },
      { receivedAt: after.receivedAt, id: { [Op.lt]: after.id } },
    ],
  };
  const messages = rowsAs<FactsCursor>(
    await table(ctx, 'mailMessages').findAll({
      where: { accountId, bodyState: 'stored', vanishedAt: null, ...below },
      attributes: ['id', 'receivedAt'],
      order: [
        ['receivedAt', 'DESC'],
        ['id', 'DESC'],
      ],
      limit,
    }),
  );
  const bodies = rowsAs<{ mailMessageId: Id; facts: unknown }>(
    await table(ctx, 'mailBodies').findAll({
      where: { mailMessageId: { [Op.in]: messages.map(({ id }) => id) } },
      attributes: ['mailMessageId', 'facts'],
      raw: true,
    }),
  );
  const without = new Set(
    bodies.flatMap(({ mailMessageId, facts }) => (facts === null ? [String(mailMessageId)] : [])),
  );
  return {
    ids: messages.map(({ id }) => id).filter((id) => without.has(String(id))),
    looked: messages.length,
    next: messages.length < limit ? null : (messages.at(-1) ?? null),
  };
}

export const countStoredBodies = (ctx: MailContext, accountId: Id): Promise<number> =>
  table(ctx, 'mailMessages').count({ where: { accountId, bodyState: 'stored', vanishedAt: null } });
