import {
  displayName,
  type FolderRole,
  type LabelColor,
  type LabelInput,
  type MailAddress,
} from '../../../common';
import { matchingLabels } from '../../components/labels/label-choices';
import { SEARCH_OPERATORS } from '../list/search-operators';
import type { KeptSearches } from './kept-searches';
import type { TypedWord } from './typed-word';

/** A possible meaning of what is being typed. */
export interface Suggestion {
  kind: 'recent' | 'saved' | 'operator' | 'person' | 'folder' | 'label';
  /** Unique among the suggestions. */
  id: string;
  label: string;
  detail: string;
  /** Set for a folder. */
  role?: FolderRole;
  /** Set for a label. */
  color?: LabelColor;
  /** The search after taking the suggestion, and the cursor position in it. */
  text: string;
  cursor: number;
  /** Whether nothing more has to be typed. */
  done: boolean;
}

export interface SuggestedFolder {
  name: string;
  role: FolderRole;
}

export interface Sources {
  kept: KeptSearches;
  people: readonly MailAddress[];
  folders: readonly SuggestedFolder[];
  labels: readonly LabelInput[];
  /** Translates the meaning of an operator. */
  meaningOf(meaning: string): string;
  texts: { recent: string };
}

/** The most common values of operators. */
const VALUES: Record<string, readonly string[]> = {
  is: ['unread', 'read', 'flagged', 'answered', 'draft', 'snoozed'],
  has: ['attachment'],
  filename: ['pdf', 'docx', 'xlsx', 'zip', 'jpg'],
  larger: ['1M', '5M', '10M'],
  smaller: ['100k', '1M'],
  newer_than: ['1d', '7d', '1m', '1y'],
  older_than: ['1m', '6m', '1y'],
};
const PEOPLE = ['from', 'to', 'cc'];
const MOST = { kept: 10, keptWhileTyping: 3, operators: 4, people: 5, folders: 8, labels: 8 };

/**
 * Whether people are suggested for a word: for operators that take people, and without an operator for the
 * sender.
 */
export const wantsPeople = ({ operator, value, negated }: TypedWord): boolean =>
  PEOPLE.includes(operator) || (operator === '' && value.length > 1 && !negated);

/** Returns suggestions for the word before the cursor. If nothing is typed, returns earlier searches. */
export function suggestionsFor(text: string, word: TypedWord, sources: Sources): Suggestion[] {
  if (text.trim() === '') return kept(sources, '', MOST.kept);
  const { operator, value } = word;
  const put = putIn(text, word);
  const typed = value.toLowerCase();
  if (PEOPLE.includes(operator)) return people(sources, operator, put);
  if (operator === 'in') return folders(sources, typed, put);
  if (operator === 'label') return labels(sources, typed, put);
  if (operator !== '')
    return (VALUES[operator] ?? [])
      .filter((one) => one.toLowerCase().startsWith(typed) && one !== value)
      .map((one) => ({ ...plain(`${operator}:${one}`, ''), ...put(operator, one, true) }));
  if (value === '') return [];
  const operators = SEARCH_OPERATORS.filter(
    ({ insert }) => /^\w/.test(insert) && insert.toLowerCase().startsWith(typed) && insert.trim() !== typed,
  ).slice(0, MOST.operators);
  return [
    ...kept(sources, text.trim().toLowerCase(), MOST.keptWhileTyping),
    ...operators.map(({ insert, meaning }): Suggestion => {
      const [name, more = ''] = insert.split(':');
      const done = more.trim() !== '';
      return { ...plain(insert.trim(), sources.meaningOf(meaning)), ...put(name, more.trim(), done) };
    }),
    ...(word.negated ? [] : people(sources, 'from', put)),
  ];
}

const plain = (label: string, detail: string) => ({
  kind: 'operator' as const,
  id: `operator ${label}`,
  label,
  detail,
});

function kept({ kept: { saved, recent }, texts }: Sources, typed: string, most: number): Suggestion[] {
  const whole = (search: string) => ({ text: search, cursor: search.length, done: true });
  const fits = (...all: string[]) => all.some((one) => one.toLowerCase().includes(typed));
  const named = new Set(saved.map(({ search }) => search));
  return [
    ...saved
      .filter(({ name, search }) => fits(name, search) && search.trim().toLowerCase() !== typed)
      .map(({ name, search }): Suggestion => ({
        ...{ kind: 'saved', id: `saved ${search}`, label: name, detail: name === search ? '' : search },
        ...whole(search),
      })),
    ...recent
      .filter((search) => fits(search) && search.toLowerCase() !== typed && !named.has(search))
      .map((search): Suggestion => ({
        ...{ kind: 'recent', id: `recent ${search}`, label: search, detail: texts.recent },
        ...whole(search),
      })),
  ].slice(0, most);
}

type Put = ReturnType<typeof putIn>;

/** Replaces the word by an operator with its value. */
const putIn =
  (text: string, { start, end, negated, inherited }: TypedWord) =>
  (operator: string, value: string, done: boolean): Pick<Suggestion, 'text' | 'cursor' | 'done'> => {
    const written = /[\s()（）]/u.test(value) ? `"${value.replaceAll('"', '')}"` : value;
    const rest = text.slice(end);
    const head = `${text.slice(0, start)}${negated ? '-' : ''}${inherited ? '' : `${operator}:`}${written}`;
    // Within parentheses, typing continues right after it.
    const space = done && !/^[\s)）]/u.test(rest) && !inherited ? ' ' : '';
    return { text: head + space + rest, cursor: head.length + space.length, done };
  };

const people = (sources: Sources, operator: string, put: Put): Suggestion[] =>
  sources.people.slice(0, MOST.people).map((person) => {
    const name = displayName(person);
    return {
      ...{ kind: 'person', id: `person ${person.address}`, label: name },
      ...{ detail: name === person.address ? '' : person.address },
      ...put(operator, person.address, true),
    };
  });

function folders(sources: Sources, typed: string, put: Put): Suggestion[] {
  const known = new Set<string>();
  const rank = ({ name }: SuggestedFolder) => name.toLowerCase().indexOf(typed);
  return sources.folders
    .filter((folder) => rank(folder) >= 0)
    .sort((a, b) => Math.min(rank(a), 1) - Math.min(rank(b), 1))
    .flatMap(({ name, role }): Suggestion[] => {
      // A folder's role has the same name in every language.
      const value = role === 'other' ? name : role;
      if (known.has(value)) return [];
      known.add(value);
      return [
        { kind: 'folder', id: `folder ${value}`, label: name, detail: '', role, ...put('in', value, true) },
      ];
    })
    .slice(0, MOST.folders);
}

function labels(sources: Sources, typed: string, put: Put): Suggestion[] {
  return matchingLabels(sources.labels, typed)
    .map(({ name, color }): Suggestion => ({
      ...{ kind: 'label', id: `label ${name}`, label: name, detail: '', color },
      ...put('label', name, true),
    }))
    .slice(0, MOST.labels);
}
