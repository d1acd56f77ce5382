import type { Id } from './types';

/** How many messages a list contains in total. */
export interface MatchesView {
  count: number;
  /** If false, there are at least this many. */
  exact: boolean;
  /** The message stored last, so that later ones can be left out; null if there is none. */
  upTo: Id | null;
}

/** Ids of a list's messages, and the position to continue from; null at the end. */
export interface MatchingView {
  ids: Id[];
  next: string | null;
}
