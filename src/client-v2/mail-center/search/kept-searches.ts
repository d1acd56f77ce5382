import type { Id } from '../../../common';
import { readItem, writeItem } from '../layout/stored';

export interface SavedSearch {
  name: string;
  search: string;
}

/** A person's recent and saved searches. */
export interface KeptSearches {
  /** Newest first. */
  recent: readonly string[];
  saved: readonly SavedSearch[];
}

export const NOTHING_KEPT: KeptSearches = { recent: [], saved: [] };
const MOST_RECENT = 10;
const MOST_SAVED = 50;
/** Longer texts in storage weren't written by us. */
const LONGEST = 1000;

/**
 * Kept in the browser, separately for each person, because the server has no place for personal preferences.
 */
const keyOf = (userId: Id): string => `mail-center:searches:${userId}`;

/** Reads a person's searches. Anything invalid in storage is skipped. */
export function readSearches(userId: Id): KeptSearches {
  try {
    const stored = (JSON.parse(readItem(keyOf(userId)) ?? '{}') ?? {}) as Record<string, unknown>;
    const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
    return {
      recent: list(stored.recent).filter(isText).slice(0, MOST_RECENT),
      saved: list(stored.saved).filter(isSaved).slice(0, MOST_SAVED),
    };
  } catch {
    return NOTHING_KEPT;
  }
}

export const writeSearches = (userId: Id, searches: KeptSearches): void =>
  writeItem(keyOf(userId), JSON.stringify(searches));

/**
 * Adds a search. Removes the previous one if it was only the beginning of this one, typed a moment before.
 */
export function withRecent(searches: KeptSearches, search: string): KeptSearches {
  const [last, ...before] = searches.recent;
  const typedOn = last !== undefined && search.startsWith(last) ? before : searches.recent;
  return { ...searches, recent: [search, ...typedOn.filter((one) => one !== search)].slice(0, MOST_RECENT) };
}

export const withoutRecent = (searches: KeptSearches, search: string): KeptSearches => ({
  ...searches,
  recent: searches.recent.filter((one) => one !== search),
});

/** Saves a search under a name. A search has only one name, the newest. */
export const withSaved = (searches: KeptSearches, added: SavedSearch): KeptSearches => ({
  ...searches,
  saved: [added, ...withoutSaved(searches, added.search).saved].slice(0, MOST_SAVED),
});

export const withoutSaved = (searches: KeptSearches, search: string): KeptSearches => ({
  ...searches,
  saved: searches.saved.filter((one) => one.search !== search),
});

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST;

function isSaved(value: unknown): value is SavedSearch {
  const { name, search } = (value ?? {}) as Partial<Record<keyof SavedSearch, unknown>>;
  return isText(name) && isText(search);
}
