import { QueryTypes, type Transaction } from 'sequelize';
import type { CollectionName, Id } from '../../../common';
import type { MailContext } from '../../context';
import { namesOf } from './names';
import { takesJson, withJsonRows } from './rowsJson';

type Value = string | number | boolean | null;

/**
 * Gives each of many rows its own values in a single statement, where separate UPDATEs would cost a round trip each.
 * All rows must have the same keys.
 */
export async function updateEach(
  ctx: MailContext,
  name: CollectionName,
  rows: ReadonlyArray<Record<string, Value> & { id: Id }>,
  transaction: Transaction,
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const changes = Object.keys(first).filter((key) => key !== 'id');
  if (takesJson(ctx)) {
    return withJsonRows(ctx, name, rows, transaction, ({ table: target, source, column }) => {
      const values = changes.map((key) => `${column(key)} = given.${column(key)}`).join(', ');
      return `UPDATE ${target} AS stored SET ${values} FROM ${source} AS given
        WHERE stored.${column('id')} = given.${column('id')}`;
    });
  }
  const { sequelize } = ctx.app.db;
  const { table, column } = namesOf(ctx, name);
  const escaped = (value: Value | undefined) => (value == null ? 'NULL' : sequelize.escape(value as string));
  const valueOf = (key: string): string => {
    if (rows.every((row) => row[key] === first[key])) return escaped(first[key]);
    const cases = rows.map((row) => `WHEN ${escaped(row.id)} THEN ${escaped(row[key])}`);
    return `CASE ${column('id')} ${cases.join(' ')} END`;
  };
  // Without bind parameters: Sequelize would look for them in the texts too (`$1`).
  await sequelize.query(
    `UPDATE ${table} SET ${changes.map((key) => `${column(key)} = ${valueOf(key)}`).join(', ')}
     WHERE ${column('id')} IN (${rows.map(({ id }) => escaped(id)).join(', ')})`,
    { type: QueryTypes.BULKUPDATE, transaction },
  );
}
