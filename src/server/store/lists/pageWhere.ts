import { Op, type WhereOptions } from 'sequelize';
import {
  dayAgo,
  startOfDay,
  type Id,
  type QueryFlag,
  type QueryLeaf,
  type QueryTerm,
  type TimeZone,
} from '../../../common';
import type { MailContext } from '../../context';
import type { Engine } from '../search/engine';
import { isIndexed } from '../search/expression';
import { likeWhere } from '../search/like';
import type { Apart } from '../threads/threadPage';

/** The choices of the list's own menu. */
export type Show = 'all' | 'unread' | 'flagged';

export interface Conditions {
  show: Show;
  /** The person's time zone: days begin there, not where the server is. */
  zone: TimeZone;
  /** Folders that `-in:` names, and those that aren't loaded. */
  without: readonly Id[];
  /** Messages stored after this one are left out; null leaves out none. */
  upTo?: Id | null;
  /** For each `in:` of a choice, by its name: the folders that it means. */
  named: ReadonlyMap<string, readonly Id[]>;
  /** How the list treats what is snoozed; `listed` by default. */
  apart?: Apart;
  /** For each `label:`, by its name: the labels that it means. */
  labelled: ReadonlyMap<string, readonly Id[]>;
}

const FLAGS: Record<Exclude<QueryFlag, 'snoozed'>, [column: string, value: boolean]> = {
  unread: ['seen', false],
  read: ['seen', true],
  flagged: ['flagged', true],
  answered: ['answered', true],
  draft: ['draft', true],
};

/** Conditions on rows of `mailMessages` that hold for every message of a list, whatever is searched. */
export function pageWhere({ show, without, upTo, apart = 'listed' }: Conditions): WhereOptions[] {
  // A message that vanished from its folder is kept a turn longer, in case it turns up in another one; nobody sees it.
  const where: WhereOptions[] = [{ vanishedAt: null }];
  if (show === 'unread') where.push({ seen: false });
  if (show === 'flagged') where.push({ flagged: true });
  if (upTo != null) where.push({ id: { [Op.lte]: upTo } });
  where.push(...APART[apart]);
  if (without.length > 0) where.push({ folderId: { [Op.notIn]: [...without] } });
  return where;
}

/** Which rows are snoozed: their time hasn't come yet. */
const ASLEEP = { snoozedUntil: { [Op.ne]: null }, returnedAt: null };
const AWAKE = { [Op.or]: [{ snoozedUntil: null }, { returnedAt: { [Op.ne]: null } }] };

const APART: Record<Apart, WhereOptions[]> = {
  listed: [],
  awake: [AWAKE],
  dated: [{ snoozedUntil: null }],
};

export type LabelTerm = Extract<QueryTerm, { kind: 'label' }>;

/** Terms grouped by where messages are checked for them. */
export interface SortedTerms {
  /** In the full-text index. */
  indexed: QueryTerm[];
  /** In the rows of `mailMessages`. */
  rows: QueryTerm[];
  /** In the names of files. */
  files: Array<Extract<QueryTerm, { kind: 'text' }>>;
  /** In the labels on messages. */
  labels: LabelTerm[];
  /** Choices whose alternatives need more than one of these. */
  mixed: QueryTerm[][][];
}

/** Sorts terms by where messages are checked for them; a null `engine` means that there is no full-text index. */
export function sortTerms(terms: readonly QueryTerm[], engine: Engine | null): SortedTerms {
  const sorted: SortedTerms = { indexed: [], rows: [], files: [], labels: [], mixed: [] };
  for (const term of terms) {
    if (engine && isIndexed(term)) sorted.indexed.push(term);
    else if (isInRow(term, engine)) sorted.rows.push(term);
    else if (term.kind === 'any') sorted.mixed.push(term.of);
    else if (term.kind === 'text') sorted.files.push(term);
    else if (term.kind === 'label') sorted.labels.push(term);
  }
  return sorted;
}

/** Whether the row's own columns answer a term. Without an index, that includes words. */
function isInRow(term: QueryTerm, engine: Engine | null): boolean {
  if (term.kind === 'any') return term.of.every((list) => list.every((each) => isInRow(each, engine)));
  return term.kind !== 'label' && (term.kind !== 'text' || (!engine && term.field !== 'filename'));
}

/** Turns a term that the rows of `mailMessages` can answer into a condition on them. */
export function termWhere(ctx: MailContext, term: QueryTerm, conditions: Conditions): WhereOptions {
  if (term.kind !== 'any') return leafWhere(ctx, term, conditions);
  const written = term.of.map((list) => ({
    [Op.and]: list.map((each) => termWhere(ctx, each, conditions)),
  }));
  return { [Op.or]: written };
}

function leafWhere(ctx: MailContext, term: QueryLeaf, { zone, named }: Conditions): WhereOptions {
  const { negated } = term;
  const received = (earlier: boolean, day: string): WhereOptions => ({
    receivedAt: { [earlier === negated ? Op.gte : Op.lt]: startOfDay(day, zone) },
  });
  switch (term.kind) {
    case 'flag': {
      if (term.flag === 'snoozed') return negated ? AWAKE : ASLEEP;
      const [column, value] = FLAGS[term.flag];
      return { [column]: value !== negated };
    }
    case 'attachment':
      return { hasAttachments: !negated };
    case 'before':
    case 'after':
      return received(term.kind === 'before', term.day);
    case 'older':
    case 'newer':
      return received(term.kind === 'older', dayAgo(term.count, term.unit, zone, new Date()));
    case 'larger':
      return { size: { [negated ? Op.lte : Op.gt]: term.octets } };
    case 'smaller':
      return { size: { [negated ? Op.gte : Op.lt]: term.octets } };
    case 'folder': {
      const ids = [...(named.get(term.name) ?? [])];
      // If the name means no folder, no message is in it, and every message is outside it.
      if (ids.length === 0) return negated ? {} : { id: null };
      return { folderId: { [negated ? Op.notIn : Op.in]: ids } };
    }
    // Checked elsewhere, because it isn't in the row.
    case 'label':
      return {};
    case 'text':
      return term.field === 'filename' ? {} : likeWhere(ctx, { ...term, field: term.field });
  }
}
