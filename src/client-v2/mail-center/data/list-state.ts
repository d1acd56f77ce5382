import type { MessageRow } from '../../api';

export const PAGE_SIZE = 50;
/** A reload reads at most so many rows in one go; what lies below is kept as it was read. */
const MAX_RELOAD = 200;

export interface ListState {
  /** Place and query that the rows belong to. */
  key: string;
  rows: MessageRow[];
  /** Where more begins; null when everything is here. */
  next: string | null;
  /** Names after `in:` that no folder has. */
  unknownFolders: string[];
  /** Nothing is known yet. */
  loading: boolean;
  loadingMore: boolean;
  failure: unknown;
}

export const emptyList = (key: string): ListState => ({
  key,
  rows: [],
  next: null,
  unknownFolders: [],
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
  | ({ type: 'replace'; unknownFolders?: string[] } & Answer)
  /** `before`: the place in the list from which the rows were read. */
  | ({ type: 'append'; before: string | null } & Answer)
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
    case 'replace': {
      const tail = tailOf(action, state.rows);
      const unknownFolders = action.unknownFolders ?? [];
      // What was read further down stays, and goes on where it ended.
      const next = tail.length > 0 ? state.next : action.next;
      return { ...state, ...settled, rows: [...action.rows, ...tail], next, unknownFolders };
    }
    case 'append':
      // Rows from another place than where the list ends now would leave a gap.
      if (action.before !== state.next) return { ...state, loadingMore: false };
      return { ...state, ...settled, rows: union(state.rows, action.rows), next: action.next };
    case 'fail':
      // What is shown stays; only an empty list gives way to the reason.
      return { ...state, loading: false, loadingMore: false, failure: action.failure };
  }
}

const settled = { loading: false, loadingMore: false, failure: undefined };

/** What was shown below the last of the fresh rows. */
function tailOf({ rows, next }: Answer, shown: MessageRow[]): MessageRow[] {
  const last = rows.at(-1);
  return next === null || !last ? [] : shown.filter((row) => isBelow(row, last));
}

/** The order of the server's list: newest first, then the higher id. */
function isBelow(row: MessageRow, other: MessageRow): boolean {
  if (row.receivedAt !== other.receivedAt) return row.receivedAt < other.receivedAt;
  return BigInt(row.id) < BigInt(other.id);
}

function union(first: MessageRow[], second: MessageRow[]): MessageRow[] {
  const known = new Set(first.map(({ id }) => String(id)));
  return [...first, ...second.filter(({ id }) => !known.has(String(id)))];
}
