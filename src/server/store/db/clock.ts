import { literal, QueryTypes, type Transaction } from 'sequelize';
import type { MailContext } from '../../context';

/** Milliseconds since the epoch by the database's clock, as an SQL expression. */
const NOW = {
  postgres: `CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)`,
  // Not UNIX_TIMESTAMP(), which depends on the session's time zone, where one hour a year occurs twice.
  mysql: `TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(3)) DIV 1000`,
  sqlite: `CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)`,
} as const;

/** The present by the one clock that all nodes share, as SQL: milliseconds since the epoch. */
export function databaseNow({ app: { db } }: MailContext): string {
  if (db.inDialect('postgres')) return NOW.postgres;
  return db.inDialect('sqlite') ? NOW.sqlite : NOW.mysql;
}

/**
 * {@link databaseNow}, `ahead` milliseconds later, as a value. With it, a node whose own clock is wrong, or jumps,
 * neither takes what others hold nor loses what it holds itself.
 */
export const databaseTime = (ctx: MailContext, ahead = 0): ReturnType<typeof literal> =>
  literal(`(${databaseNow(ctx)} + ${Math.round(ahead)})`);

/**
 * Asks that clock for the present, in milliseconds since the epoch. For times that are stored as dates, which each
 * database writes in its own way. Rejects as any query does.
 */
export async function presentTime(ctx: MailContext, transaction?: Transaction): Promise<number> {
  const [row] = await ctx.app.db.sequelize.query<{ present: number | string }>(
    `SELECT ${databaseNow(ctx)} AS present`,
    { type: QueryTypes.SELECT, transaction },
  );
  return Number(row?.present);
}

/** {@link presentTime}, for columns that hold dates. */
export const presentDate = async (ctx: MailContext, transaction?: Transaction): Promise<Date> =>
  new Date(await presentTime(ctx, transaction));
