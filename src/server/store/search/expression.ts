import type { Id, QueryField, QueryTerm, TextTerm } from '../../../common';
import { accountMark, type FieldMark } from './text';
import { needleOf, type Needle } from './tokenize';

export interface Condition extends Needle {
  field: FieldMark;
}

/** Several expressions, one of which must hold; each has a word that must occur. */
export interface Choice {
  any: Expression[];
}

/** Words that must all occur, and words that mustn't. */
export interface Expression {
  all: Array<Condition | Choice>;
  none: Condition[];
}

/** File names are among the words of a message and have no mark of their own. */
const MARKS: Record<QueryField, FieldMark> = {
  ...{ any: 'w', subject: 's', from: 'f', to: 't', cc: 'c', filename: 'w' },
};

/** The index condition for a word or phrase; null if nothing of it can be searched for. */
export function conditionOf({ text, prefix, field }: TextTerm): Condition | null {
  const needle = needleOf(text, prefix);
  return needle && { ...needle, field: MARKS[field] };
}

/** Removes words of which nothing can be searched for because they're only punctuation. */
export function searchable(terms: readonly QueryTerm[]): QueryTerm[] {
  return terms.flatMap((term): QueryTerm[] => {
    if (term.kind === 'text') return conditionOf(term) ? [term] : [];
    if (term.kind !== 'any') return [term];
    const of = term.of.map(searchable).filter((list) => list.length > 0);
    return of.length > 0 ? [{ kind: 'any', of }] : [];
  });
}

/**
 * Whether an index of words can answer a term. It can only guess file names, and never finds something without a word
 * that must occur.
 */
export function isIndexed(term: QueryTerm): boolean {
  if (term.kind !== 'any') return term.kind === 'text' && term.field !== 'filename';
  return term.of.every((list) => list.every(isIndexed) && list.some(isPositive));
}

const isPositive = (term: QueryTerm): boolean => term.kind === 'any' || !term.negated;

/** Turns indexed terms into an expression. */
export function expressionOf(terms: readonly QueryTerm[]): Expression {
  const expression: Expression = { all: [], none: [] };
  for (const term of terms) {
    if (term.kind === 'any') expression.all.push({ any: term.of.map(expressionOf) });
    const condition = term.kind === 'text' ? conditionOf(term) : null;
    if (condition && term.kind === 'text') expression[term.negated ? 'none' : 'all'].push(condition);
  }
  return expression;
}

/** A condition's tokens as they're stored for an account. */
export const storedTokens = (accountId: Id, { field, tokens }: Condition): string[] =>
  tokens.map((token) => accountMark(accountId) + field + token);
