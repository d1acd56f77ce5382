import type { QueryTerm } from './types';

/** Any one of several lists of terms must hold. Flattens choices with a single option and choices within choices. */
export function choiceOf(lists: readonly QueryTerm[][]): QueryTerm[] {
  const of = lists.flatMap((list) => {
    const [only] = list;
    return list.length === 1 && only.kind === 'any' ? only.of : [list];
  });
  if (of.length < 2) return of[0] ?? [];
  return [{ kind: 'any', of }];
}

/** The negation of a list of terms: not all of them hold. Only single conditions are negated in the result. */
export function negated(terms: readonly QueryTerm[]): QueryTerm[] {
  return choiceOf(
    terms.map((term): QueryTerm[] => {
      if (term.kind === 'any') return term.of.flatMap(negated);
      // People who exclude a word mean the whole word.
      if (term.kind === 'text') return [{ ...term, negated: !term.negated, prefix: false }];
      return [{ ...term, negated: !term.negated }];
    }),
  );
}
