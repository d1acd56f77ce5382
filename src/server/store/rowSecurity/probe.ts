import type { ErrorCode, HostPart } from '../../../common';
import type { MailContext } from '../../context';
import { MailError } from '../../errors';
import { runAsPerson, seesSqlCollections } from '../../host';
import { table } from '../db/rows';
import { restrictTo } from './rowSecurity';
import { tableNameOf } from './sql/ourTables';
import { allowsRawSql } from './sql/proof';

const NOBODY = { accountIds: () => Promise.resolve([]) };
/** No row has this account: if a query gets through after all, it finds and changes nothing. */
const NOTHING = { where: { accountId: 0 } };

type Ask = () => Promise<unknown>;

/** The code with which a query is refused to somebody who may see nobody's mail; null if it isn't refused. */
const refusalOf = (ctx: MailContext, ask: Ask): Promise<ErrorCode | null> =>
  restrictTo(ctx, NOBODY, ask).then(
    () => null,
    (error: unknown) => (error instanceof MailError ? error.code : null),
  );

/** Returns the doors to the database that bypass the fence: sends a query that must be refused through each of them. */
export async function openDoors(ctx: MailContext): Promise<HostPart[]> {
  const [tokens, messages] = [table(ctx, 'mailTokens'), table(ctx, 'mailMessages')];
  const { db } = ctx.app;
  const select = `SELECT * FROM ${tableNameOf(tokens)} WHERE 1 = 0`;
  const all = async (code: ErrorCode | null, asks: readonly Ask[]): Promise<boolean> =>
    (await Promise.all(asks.map((ask) => refusalOf(ctx, ask)))).every((found) => found === code);
  // These reads pass only because the fence adds its condition; without it, the statement would be refused.
  const reads = [() => messages.findOne(NOTHING), () => messages.count(NOTHING)];
  const secret = [() => tokens.findOne(NOTHING), () => tokens.count(NOTHING)];
  const statements = [
    () => db.sequelize.query(select),
    () => tokens.max('version', NOTHING),
    () => tokens.destroy(NOTHING),
  ];
  const personSql = allowsRawSql() ? [] : [() => runAsPerson(db, select)];
  const closed: Array<[HostPart, boolean]> = [
    ['reads', (await all(null, reads)) && (await all('forbidden', secret))],
    ['statements', await all('forbidden', statements)],
    ['person-sql', seesSqlCollections(db) && (await all('sql-refused', personSql))],
  ];
  return closed.flatMap(([part, is]) => (is ? [] : [part]));
}
