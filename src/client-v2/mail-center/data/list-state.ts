import type { MessageRow } from '../../api';
import { rowKey } from './row-key';

export const PAGE_SIZE = 50;
/** A reload loads at most this many rows. Those below are kept as they are. */
const MAX_RELOAD = 200;

export interface ListState {
  /** Identifies the folder and query the rows belong to. */
  key: string;
  rows: MessageRow[];
  /** Where the next page begins; null if all rows are loaded. */
  next: string | null;
  /** Names after `in:` that match no folder. */
  unknownFolders: string[];
  /** Names after `label:` that match no label. */
  unknownLabels: string[];
  /** Whether nothing is known yet. */
  loading: boolean;
  loadingMore: boolean;
  failure: unknown;
}

/** Returns the state of a list before its first answer. */
export const emptyList = (key: string): ListState => ({
  key,
  rows: [],
  next: null,
  unknownFolders: [],
  unknownLabels: [],
  loading: true,
  loadingMore: false,
  failure: undefined,
});

interface Answer {
  key: string;
  rows: MessageRow[];
  next: string | null;
}

export type ListAction =
  | { type: 'reset'; state: ListState }
  | { type: 'more'; key: string }
  | ({ type: 'replace'; unknownFolders?: string[]; unknownLabels?: string[] } & Answer)
  /** `before` is the position from which the rows were loaded. */
  | ({ type: 'append'; before: string | null } & Answer)
  | { type: 'fail'; key: string; failure: unknown };

/** Returns how many rows to reload if `shown` rows are visible; always whole pages. */
export function reloadSize(shown: number, page = PAGE_SIZE): number {
  return Math.min(MAX_RELOAD, Math.max(page, Math.ceil(shown / page) * page));
}

/** Applies an action to a list. Answers for a different list are ignored. */
export function listReducer(state: ListState, action: ListAction): ListState {
  if (action.type === 'reset') return action.state;
  // An answer for a folder that has been left in the meantime.
  if (action.key !== state.key) return state;
  switch (action.type) {
    case 'more':
      return { ...state, loadingMore: true };
    case 'replace': {
      const tail = tailOf(action, state.rows);
      const { unknownFolders = [], unknownLabels = [] } = action;
      // Rows loaded further down stay, and the list continues where they end.
      const next = tail.length > 0 ? state.next : action.next;
      return { ...state, ...settled, rows: [...action.rows, ...tail], next, unknownFolders, unknownLabels };
    }
    case 'append':
      // Rows that don't start where the list ends now would leave a gap.
      if (action.before !== state.next) return { ...state, loadingMore: false };
      return { ...state, ...settled, rows: union(state.rows, action.rows), next: action.next };
    case 'fail':
      // What is shown stays; only an empty list is replaced by the error.
      return { ...state, loading: false, loadingMore: false, failure: action.failure };
  }
}

const settled = { loading: false, loadingMore: false, failure: undefined };

/** Returns the rows that were shown below the last fresh one. */
function tailOf({ rows, next }: Answer, shown: MessageRow[]): MessageRow[] {
  if (next === null) return [];
  const ids = new Set(rows.map(({ id }) => String(id)));
  const last = shown.map(({ id }) => ids.has(String(id))).lastIndexOf(true);
  if (last < 0) return [];
  const fresh = new Set(rows.map(rowKey));
  // A conversation with a new message has moved, and its row now belongs to that message.
  return shown.slice(last + 1).filter((row) => !fresh.has(rowKey(row)));
}

function union(first: MessageRow[], second: MessageRow[]): MessageRow[] {
  const known = new Set(first.map(rowKey));
  return [...first, ...second.filter((row) => !known.has(rowKey(row)))];
}
