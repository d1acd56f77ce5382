import { Op, type WhereOptions } from 'sequelize';
import type { QueryField, TextTerm } from '../../../common';
import type { MailContext } from '../../context';

const COLUMNS: Record<Exclude<QueryField, 'filename'>, string[]> = {
  any: ['subject', 'fromName', 'fromAddress', 'toText', 'preview'],
  subject: ['subject'],
  from: ['fromName', 'fromAddress'],
  to: ['toText'],
  cc: ['toText'],
};

/** A word as a pattern over the columns of a list, for use where full-text search isn't available, or not yet. */
export function likeWhere(
  ctx: MailContext,
  { field, text, negated }: TextTerm & { field: keyof typeof COLUMNS },
): WhereOptions {
  const [like, notLike] = ctx.app.db.inDialect('postgres') ? [Op.iLike, Op.notILike] : [Op.like, Op.notLike];
  // Databases differ in how a wildcard is escaped, but "any one character" is the same on all of them.
  const pattern = `%${text.trim().replace(/[%_\\]/g, '_')}%`;
  const matches = COLUMNS[field].map((column) => ({
    [column]: negated ? { [Op.or]: [{ [Op.is]: null }, { [notLike]: pattern }] } : { [like]: pattern },
  }));
  return { [negated ? Op.and : Op.or]: matches };
}
