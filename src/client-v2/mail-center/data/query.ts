import type { MailFilter } from '../../api';

/** Which mails of a folder are listed. */
export interface ListQuery {
  search: string;
  show: 'all' | 'unread' | 'flagged';
}

export const EVERYTHING: ListQuery = { search: '', show: 'all' };

/** The host filter of a query; undefined when it hides nothing. */
export function queryFilter({ search, show }: ListQuery): MailFilter | undefined {
  const conditions: MailFilter[] = [];
  if (show === 'unread') conditions.push({ seen: false });
  if (show === 'flagged') conditions.push({ flagged: true });
  // Each word must occur, in any of the fields, so that "anna invoice" finds Anna's invoice.
  for (const word of search.trim().split(/\s+/).filter(Boolean)) {
    conditions.push({
      $or: ['subject', 'fromName', 'fromAddress', 'toText', 'preview'].map((field) => ({
        [field]: { $includes: word },
      })),
    });
  }
  if (conditions.length === 0) return undefined;
  return conditions.length === 1 ? conditions[0] : { $and: conditions };
}
