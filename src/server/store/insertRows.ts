import type { Transaction } from 'sequelize';
import type { CollectionName } from '../../common';
import type { MailContext } from '../context';
import { table } from './rows';

type Row = Record<string, unknown>;

/** Of the size of a statement: databases refuse larger ones (`max_allowed_packet`). */
const MAX_STATEMENT = 2 * 1024 * 1024;
const MAX_ROWS = 500;

/** What becomes of a row that is there already by its unique key: these fields get the new values. */
export interface OnDuplicate {
  keys: readonly string[];
  update: readonly string[];
}

interface Sized {
  rows: Row[];
  size: number;
}

/**
 * INSERT with many rows a statement. Written by the query generator from plain values: a model for every row,
 * as `bulkCreate` makes it, costs several times what the database does. All rows have the same keys.
 */
export async function insertRows(
  ctx: MailContext,
  name: CollectionName,
  rows: readonly Row[],
  transaction: Transaction,
  onDuplicate?: OnDuplicate,
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const model = table(ctx, name);
  const attributes = model.getAttributes();
  const now = new Date();
  const stamps = ['createdAt', 'updatedAt'].filter((stamp) => stamp in attributes);
  const columns = [...Object.keys(first), ...stamps].map((attribute) => ({
    attribute,
    field: attributes[attribute]?.field ?? attribute,
  }));
  const fieldsOf = (names: readonly string[]) => names.map((name) => attributes[name]?.field ?? name);
  const options = onDuplicate && {
    upsertKeys: fieldsOf(onDuplicate.keys),
    updateOnDuplicate: fieldsOf(onDuplicate.update),
  };
  const fields = Object.fromEntries(columns.map(({ attribute, field }) => [field, attributes[attribute]]));
  const toRow = (row: Row): Row =>
    Object.fromEntries(
      columns.map(({ attribute, field }) => [field, attribute in row ? row[attribute] : now]),
    );
  for (const piece of piecesOf(rows)) {
    await model.sequelize
      ?.getQueryInterface()
      .bulkInsert(model.getTableName(), piece.map(toRow), { transaction, ...options }, fields as never);
  }
}

function piecesOf(rows: readonly Row[]): Row[][] {
  const pieces: Sized[] = [];
  for (const row of rows) {
    const size = sizeOf(row);
    const last = pieces.at(-1);
    if (last && last.rows.length < MAX_ROWS && last.size + size <= MAX_STATEMENT) {
      last.rows.push(row);
      last.size += size;
    } else pieces.push({ rows: [row], size });
  }
  return pieces.map((piece) => piece.rows);
}

/** Roughly: the texts in it decide. */
function sizeOf(row: Row): number {
  let size = 0;
  for (const value of Object.values(row)) {
    if (typeof value === 'string') size += value.length;
    else if (Array.isArray(value)) size += value.length * 100;
    else size += 20;
  }
  return size;
}
