import { choiceOf, negated } from './query/choice';
import { operatorOf } from './query/operators';
import { nextPiece, type ValuePiece } from './query/pieces';
import type { MailQuery, QueryLeaf, QueryProblem, QueryTerm } from './query/types';

export { dayAgo, startOfDay } from './query/day';
export { nextPiece } from './query/pieces';
export type {
  MailQuery,
  QueryChoice,
  QueryField,
  QueryFlag,
  QueryLeaf,
  QueryProblem,
  QueryTerm,
  TextTerm,
} from './query/types';

/** Characters. Longer input is cut: nobody types that much, and every word would be searched for. */
export const MAX_QUERY = 1000;
/** Maximum words and operators; the rest is left out with a hint. */
export const MAX_TERMS = 32;
/** Maximum nesting of parentheses; anything deeper is left out with a hint. */
export const MAX_DEPTH = 4;

/**
 * Parses what was typed into the search box. Several words: all must occur. `"…"`: these words in a row. `-` before a
 * word, phrase, operator or parenthesis: must not match. `OR` or `|` between two: either of them; it binds tighter than
 * "all of them", as in Gmail. `(…)` groups; `from:(a OR b)` looks for each in that field. Operators: `from:` `to:`
 * `cc:` `subject:` `filename:` `has:attachment` `is:unread|read|flagged|answered|draft|snoozed` `before:` `after:`
 * `newer_than:` `older_than:` `larger:` `smaller:` `in:` `label:`. Anything else with a colon is a word. Never throws; an
 * operator whose value makes no sense is left out and reported in `problems`.
 */
export function parseQuery(input: string): MailQuery {
  const reader = new Reader(input.slice(0, MAX_QUERY));
  if (input.length > MAX_QUERY) reader.say({ kind: 'long', text: '' });
  const terms = reader.list('', 0);
  return { terms, problems: reader.problems };
}

class Reader {
  readonly problems: QueryProblem[] = [];
  private at = 0;
  private count = 0;

  constructor(private readonly text: string) {}

  /** Records a problem. Those about the query as a whole are recorded once. */
  say(problem: QueryProblem): void {
    const said = this.problems.some(({ kind }) => kind === problem.kind);
    if (problem.text !== '' || !said) this.problems.push(problem);
  }

  /** All terms up to the end or the closing parenthesis. `operator` applies to words without their own. */
  list(operator: string, depth: number): QueryTerm[] {
    const terms: QueryTerm[] = [];
    /** What `OR` has joined so far. */
    let choice: QueryTerm[][] = [];
    let joining = false;
    for (;;) {
      const piece = nextPiece(this.text, this.at, depth > 0);
      if (piece) this.at = piece.end;
      if (!piece || piece.kind === 'close') break;
      if (piece.kind === 'value' && piece.joins && choice.length > 0) {
        joining = piece.joins === 'or';
        continue;
      }
      if (this.count >= MAX_TERMS) {
        this.say({ kind: 'long', text: '' });
        this.at = this.text.length;
        break;
      }
      const read =
        piece.kind === 'open'
          ? this.group(piece.operator || operator, piece.negated, depth + 1)
          : this.leaf({ ...piece, operator: piece.operator || operator });
      if (!joining) {
        terms.push(...choiceOf(choice));
        choice = [];
      }
      if (read.length > 0) choice.push(read);
      joining = false;
    }
    return [...terms, ...choiceOf(choice)];
  }

  private group(operator: string, isNegated: boolean, depth: number): QueryTerm[] {
    const terms = this.list(operator, depth);
    if (depth > MAX_DEPTH) {
      this.say({ kind: 'deep', text: '' });
      return [];
    }
    return isNegated ? negated(terms) : terms;
  }

  private leaf(piece: ValuePiece): QueryTerm[] {
    const { term, problem } = operatorOf(piece, piece.end === this.text.length);
    if (problem) this.say(problem);
    if (!term) return [];
    this.count++;
    return [term];
  }
}

/** All conditions of a query, however they are combined. */
export const leavesOf = (terms: readonly QueryTerm[]): QueryLeaf[] =>
  terms.flatMap((term) => (term.kind === 'any' ? leavesOf(term.of.flat()) : [term]));

/** Whether a query names the folder to search, so that the open one no longer applies. */
export const namesFolder = ({ terms }: MailQuery): boolean =>
  leavesOf(terms).some((term) => term.kind === 'folder' && !term.negated);
