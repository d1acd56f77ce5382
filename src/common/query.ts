import { nextPiece } from './query/pieces';
import { operatorOf, type Reading } from './query/operators';
import type { MailQuery, QueryTerm } from './query/types';

export { startOfDay } from './query/day';
export type { MailQuery, QueryField, QueryFlag, QueryProblem, QueryTerm } from './query/types';

/** Longer input is cut: nobody types it, and every word of it would be looked for. */
export const MAX_QUERY = 1000;
/** So many words and operators count; what follows is left out with a hint. */
export const MAX_TERMS = 32;

/**
 * Reads what somebody typed into the search box. Several words: all of them must occur. `"…"`: these words in
 * a row. `-` before a word, a phrase or an operator: not this one. Operators: `from:` `to:` `cc:` `subject:`
 * `has:attachment` `is:unread|read|flagged|answered|draft` `before:` `after:` `in:`; `label:` is known, and
 * there are no labels yet. Anything else with a colon is a word. Never throws; an operator whose value
 * makes no sense is left out and named in `problems`.
 */
export function parseQuery(input: string): MailQuery {
  const text = input.slice(0, MAX_QUERY);
  const query: MailQuery = { terms: [], problems: [] };
  if (input.length > MAX_QUERY) query.problems.push({ kind: 'long', text: '' });
  for (let at = 0; ;) {
    const piece = nextPiece(text, at);
    if (!piece) return query;
    at = piece.end;
    if (query.terms.length >= MAX_TERMS) {
      if (!query.problems.some(({ kind }) => kind === 'long'))
        query.problems.push({ kind: 'long', text: '' });
      return query;
    }
    add(query, operatorOf(piece, at === text.length));
  }
}

function add(query: MailQuery, reading: Reading): void {
  if ('term' in reading) query.terms.push(reading.term);
  else if ('problem' in reading) query.problems.push(reading.problem);
}

/** Whether a query names the folder to look in, so that the open one no longer counts. */
export const namesFolder = (query: MailQuery): boolean =>
  query.terms.some((term: QueryTerm) => term.kind === 'folder' && !term.negated);
