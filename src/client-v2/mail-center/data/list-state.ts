import type { MessageRow } from '../../api';

export const PAGE_SIZE = 50;
/** A reload reads at most so many rows in one go; what lies below is kept as it was read. */
const MAX_RELOAD = 200;

export interface ListState {
  /** Folder and filter that the rows belong to. */
  key: string;
  rows: MessageRow[];
  /** Mails that match, over all pages. */
  count: number;
  /** Nothing is known yet. */
  loading: boolean;
  loadingMore: boolean;
  failure: unknown;
}

export const emptyList = (key: string): ListState => ({
  key,
  rows: [],
  count: 0,
  loading: true,
  loadingMore: false,
  failure: undefined,
});

export type ListAction =
  | { type: 'reset'; state: ListState }
  | { type: 'more'; key: string }
  | { type: 'replace' | 'append'; key: string; rows: MessageRow[]; count: number }
  | { type: 'fail'; key: string; failure: unknown };

/** How many rows a reload reads, when so many are shown: whole pages. */
export function reloadSize(shown: number): number {
  return Math.min(MAX_RELOAD, Math.max(PAGE_SIZE, Math.ceil(shown / PAGE_SIZE) * PAGE_SIZE));
}

export function listReducer(state: ListState, action: ListAction): ListState {
  if (action.type === 'reset') return action.state;
  // The answer for a folder that was left meanwhile.
  if (action.key !== state.key) return state;
  switch (action.type) {
    case 'more':
      return { ...state, loadingMore: true };
    case 'replace':
      return {
        ...state,
        ...settled,
        rows: withTail(action.rows, state.rows, action.count),
        count: action.count,
      };
    case 'append':
      return { ...state, ...settled, rows: union(state.rows, action.rows), count: action.count };
    case 'fail':
      // What is shown stays; only an empty list gives way to the reason.
      return { ...state, loading: false, loadingMore: false, failure: action.failure };
  }
}

const settled = { loading: false, loadingMore: false, failure: undefined };

/** The fresh head, and below it what was loaded beyond a reload's reach. */
function withTail(head: MessageRow[], shown: MessageRow[], count: number): MessageRow[] {
  if (head.length < MAX_RELOAD || shown.length <= head.length) return head;
  return union(head, shown.slice(head.length)).slice(0, count);
}

function union(first: MessageRow[], second: MessageRow[]): MessageRow[] {
  const known = new Set(first.map(({ id }) => String(id)));
  return [...first, ...second.filter(({ id }) => !known.has(String(id)))];
}
