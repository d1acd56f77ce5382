import { Op, type WhereOptions } from 'sequelize';
import type { MailQuery, QueryField } from '../../../common';
import type { MailContext } from '../../context';

const COLUMNS: Record<QueryField, string[]> = {
  any: ['subject', 'fromName', 'fromAddress', 'toText', 'preview'],
  subject: ['subject'],
  from: ['fromName', 'fromAddress'],
  to: ['toText'],
  cc: ['toText'],
};

/** The words of a query as patterns over the columns of a list: where there is no full-text search, or not yet. */
export function likeWhere(ctx: MailContext, query: MailQuery): WhereOptions[] {
  const [like, notLike] = ctx.app.db.inDialect('postgres') ? [Op.iLike, Op.notILike] : [Op.like, Op.notLike];
  return query.terms.flatMap((term): WhereOptions[] => {
    if (term.kind !== 'text') return [];
    // Databases differ in how a sign of the pattern is escaped; "any one character" is the same on all.
    const pattern = `%${term.text.trim().replace(/[%_\\]/g, '_')}%`;
    const matches = COLUMNS[term.field].map((column) => ({
      [column]: term.negated ? { [Op.or]: [{ [Op.is]: null }, { [notLike]: pattern }] } : { [like]: pattern },
    }));
    return [{ [term.negated ? Op.and : Op.or]: matches }];
  });
}
