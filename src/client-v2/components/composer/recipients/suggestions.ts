import { foldText, formatAddress, sameAddress, type GroupView, type MailAddress } from '../../../../common';

/** Somebody who may be meant by what is being typed, or several people. */
export interface Suggestion extends MailAddress {
  /** The host's title of the collection that the suggestion comes from; undefined if it's the reader's own mail. */
  source?: string;
  /** A second line. */
  detail?: string;
  /** The people of a group; its name is the group's, and it has no address. */
  members?: MailAddress[];
}

/** Maximum suggestions that are shown, and how many of them may be groups. */
const MOST = 12;
const MOST_GROUPS = 3;

/** The words of what is typed, folded. */
const wordsOf = (query: string): string[] => foldText(query).split(/\s+/).filter(Boolean);

/** Groups whose name has a word that begins like each one that is typed. */
export function matchingGroups(groups: readonly GroupView[], query: string): Suggestion[] {
  const typed = wordsOf(query);
  const matches = groups.filter(({ name }) => {
    const words = wordsOf(name);
    return typed.every((each) => words.some((word) => word.startsWith(each)));
  });
  return matches.slice(0, MOST_GROUPS).map(({ name, members }) => ({ name, address: '', members }));
}

/** Those of the people whose name or address contains everything that is typed. */
export function matchingPeople(list: readonly Suggestion[], query: string): Suggestion[] {
  const typed = wordsOf(query);
  return list.filter(({ name, address }) => {
    const whole = foldText(`${name}\n${address}`);
    return typed.every((word) => whole.includes(word));
  });
}

/** Each address once, as its first source has it. If that has no name, the next one's counts. */
export function mergeSuggestions(list: readonly Suggestion[]): Suggestion[] {
  const merged = new Map<string, Suggestion>();
  for (const entry of list) {
    const key = entry.members ? `\n${entry.name}` : entry.address.toLowerCase();
    const known = merged.get(key);
    if (!known) merged.set(key, entry);
    else if (!known.name && entry.name) merged.set(key, { ...known, name: entry.name });
  }
  return [...merged.values()].slice(0, MOST);
}

/** Whom choosing a suggestion adds. */
export const peopleOf = ({ name, address, members }: Suggestion): MailAddress[] =>
  members ?? [{ name, address }];

/** What tells a suggestion from the others. No address begins with a line break. */
export const valueOf = (suggestion: Suggestion): string =>
  suggestion.members ? `\n${suggestion.name}` : formatAddress(suggestion);

/** Whether it would add somebody who isn't there yet. */
export const addsTo = (list: readonly MailAddress[], suggestion: Suggestion): boolean =>
  peopleOf(suggestion).some(({ address }) => !list.some((entry) => sameAddress(entry.address, address)));
