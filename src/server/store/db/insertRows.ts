import type { Transaction } from 'sequelize';
import type { CollectionName } from '../../../common';
import type { MailContext } from '../../context';
import { namesOf } from './names';
import { table } from './rows';
import { takesJson, withJsonRows } from './rowsJson';
import { noteGrowth } from './statistics';

type Row = Record<string, unknown>;

/** Approximate size of a statement in characters: databases refuse larger ones (`max_allowed_packet`). */
const MAX_STATEMENT = 2 * 1024 * 1024;
const MAX_ROWS = 500;
const STAMPS = ['createdAt', 'updatedAt'];

/** If a row with the same unique key exists, these fields of it get the new values. */
export interface OnDuplicate {
  keys: readonly string[];
  update: readonly string[];
}

interface Sized {
  rows: Row[];
  size: number;
}

/**
 * Inserts many rows per statement. Made from plain values: a model for every row, as `bulkCreate` makes it, costs
 * several times what the database does. All rows must have the same keys.
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
  const attributes = table(ctx, name).getAttributes();
  const now = new Date();
  const stamps = Object.fromEntries(
    STAMPS.filter((stamp) => stamp in attributes).map((stamp) => [stamp, now]),
  );
  const columns = [...Object.keys(stamps).filter((stamp) => !(stamp in first)), ...Object.keys(first)];
  const insert = takesJson(ctx) ? insertJson : insertLiterals;
  for (const piece of piecesOf(rows)) {
    const stamped = Object.keys(stamps).length > 0 ? piece.map((row) => ({ ...stamps, ...row })) : piece;
    await insert(ctx, name, { columns, rows: stamped, onDuplicate }, transaction);
  }
  noteGrowth(ctx, name, rows.length, transaction);
}

interface Piece {
  columns: readonly string[];
  rows: readonly Row[];
  onDuplicate: OnDuplicate | undefined;
}

async function insertJson(
  ctx: MailContext,
  name: CollectionName,
  { columns, rows, onDuplicate }: Piece,
  transaction: Transaction,
): Promise<void> {
  await withJsonRows(ctx, name, rows, transaction, ({ table: target, source, column }) => {
    const list = columns.map(column).join(', ');
    const insert = `INSERT INTO ${target} (${list}) SELECT ${list} FROM ${source}`;
    if (!onDuplicate) return insert;
    const update = onDuplicate.update.map((one) => `${column(one)} = EXCLUDED.${column(one)}`).join(', ');
    return `${insert} ON CONFLICT (${onDuplicate.keys.map(column).join(', ')}) DO UPDATE SET ${update}`;
  });
}

/** Uses Sequelize's query generator, which writes each value the way this database needs it. */
async function insertLiterals(
  ctx: MailContext,
  name: CollectionName,
  { columns, rows, onDuplicate }: Piece,
  transaction: Transaction,
): Promise<void> {
  const model = table(ctx, name);
  const attributes = model.getAttributes();
  const { field } = namesOf(ctx, name);
  const options = onDuplicate && {
    upsertKeys: onDuplicate.keys.map(field),
    updateOnDuplicate: onDuplicate.update.map(field),
  };
  const fields = Object.fromEntries(columns.map((one) => [field(one), attributes[one]]));
  const toRow = (row: Row): Row => Object.fromEntries(columns.map((one) => [field(one), row[one]]));
  await ctx.app.db.sequelize
    .getQueryInterface()
    .bulkInsert(model.getTableName(), rows.map(toRow), { transaction, ...options }, fields as never);
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

/** A rough size: the texts in a row decide. */
function sizeOf(row: Row): number {
  let size = 0;
  for (const value of Object.values(row)) {
    if (typeof value === 'string') size += value.length;
    else if (Array.isArray(value)) size += value.length * 100;
    else size += 20;
  }
  return size;
}
