import { Op, type WhereOptions } from 'sequelize';
import { startOfDay, type Id, type MailQuery, type QueryFlag } from '../../common';

/** What the list's own menu lets through. */
export type Show = 'all' | 'unread' | 'flagged';

export interface Conditions {
  query: MailQuery;
  show: Show;
  /** Minutes east of UTC: where the user's days begin. */
  offset: number;
  /** Folders that `-in:` names. */
  without: readonly Id[];
}

const FLAGS: Record<QueryFlag, [column: string, value: boolean]> = {
  unread: ['seen', false],
  read: ['seen', true],
  flagged: ['flagged', true],
  answered: ['answered', true],
  draft: ['draft', true],
};

/** Conditions on rows of `mailMessages`: all that a query says but for its words and `in:`. */
export function pageWhere({ query, show, offset, without }: Conditions): WhereOptions[] {
  // A mail that vanished from its folder is kept a turn longer, in case it turns up in another one; nobody sees it.
  const where: WhereOptions[] = [{ vanishedAt: null }];
  if (show === 'unread') where.push({ seen: false });
  if (show === 'flagged') where.push({ flagged: true });
  if (without.length > 0) where.push({ folderId: { [Op.notIn]: [...without] } });
  for (const term of query.terms) {
    const { negated } = term;
    if (term.kind === 'flag') {
      const [column, value] = FLAGS[term.flag];
      where.push({ [column]: value !== negated });
    } else if (term.kind === 'attachment') where.push({ hasAttachments: !negated });
    else if (term.kind === 'before' || term.kind === 'after') {
      const earlier = (term.kind === 'before') !== negated;
      where.push({ receivedAt: { [earlier ? Op.lt : Op.gte]: startOfDay(term.day, offset) } });
    }
  }
  return where;
}
