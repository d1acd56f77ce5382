/** Which mails are listed. */
export interface ListQuery {
  /** As typed, in the language of common/query.ts. */
  search: string;
  show: 'all' | 'unread' | 'flagged';
  /** The search goes through every folder of the account, not the open one alone. */
  everywhere: boolean;
}

export const EVERYTHING: ListQuery = { search: '', show: 'all', everywhere: false };

/** Whether something is searched. */
export const isSearch = ({ search }: ListQuery): boolean => search.trim() !== '';

/** Whether a query hides mails of the folder. */
export const isNarrowed = (query: ListQuery): boolean => isSearch(query) || query.show !== 'all';
