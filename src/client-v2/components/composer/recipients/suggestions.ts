import type { MailAddress } from '../../../../common';

/** Somebody who may be meant by what is being typed. */
export interface Suggestion extends MailAddress {
  /** The host's title of the collection that the suggestion comes from; undefined if it's the reader's own mail. */
  source?: string;
  /** A second line. */
  detail?: string;
}

/** Maximum suggestions that are shown. */
const MOST = 12;

/** Each address once, as its first source has it. If that has no name, the next one's counts. */
export function mergeSuggestions(list: readonly Suggestion[]): Suggestion[] {
  const merged = new Map<string, Suggestion>();
  for (const entry of list) {
    const key = entry.address.toLowerCase();
    const known = merged.get(key);
    if (!known) merged.set(key, entry);
    else if (!known.name && entry.name) merged.set(key, { ...known, name: entry.name });
  }
  return [...merged.values()].slice(0, MOST);
}
