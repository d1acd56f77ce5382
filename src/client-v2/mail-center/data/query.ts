import type { MessageSort } from '../../../common';

/** Which messages are listed, and in which order. */
export interface ListQuery {
  /** As typed, in the language of common/query.ts. */
  search: string;
  show: 'all' | 'unread' | 'flagged';
  /** Whether to search all of the account's folders instead of only the open one. */
  everywhere: boolean;
  sort: MessageSort;
}

export const EVERYTHING: ListQuery = { search: '', show: 'all', everywhere: false, sort: 'newest' };

/** Whether there is a search. */
export const isSearch = ({ search }: ListQuery): boolean => search.trim() !== '';

/** Whether a query hides some of the folder's messages. */
export const isNarrowed = (query: ListQuery): boolean => isSearch(query) || query.show !== 'all';
