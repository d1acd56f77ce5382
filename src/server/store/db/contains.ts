import { Op, type WhereOptions } from 'sequelize';
import type { MailContext } from '../../context';

/** The condition that one of these columns contains a text, whatever its case. */
export function contains(
  { app: { db } }: MailContext,
  columns: readonly string[],
  text: string,
): WhereOptions {
  // PostgreSQL's LIKE is case-sensitive, the others' isn't.
  const like = db.inDialect('postgres') ? Op.iLike : Op.like;
  // Databases differ in how a wildcard is taken literally, so none is part of the condition.
  const parts = text
    .trim()
    .split(/[%_\\]+/)
    .filter(Boolean);
  return {
    [Op.and]: parts.map((part) => ({
      [Op.or]: columns.map((column) => ({ [column]: { [like]: `%${part}%` } })),
    })),
  };
}
