import type { Id, MailQuery, QueryField } from '../../../common';
import { accountMark, type FieldMark } from './text';
import { needleOf, type Needle } from './tokenize';

export interface Condition extends Needle {
  field: FieldMark;
}

/** Words that must all occur, and words of which none may. */
export interface Expression {
  all: Condition[];
  none: Condition[];
}

const MARKS: Record<QueryField, FieldMark> = { any: 'w', subject: 's', from: 'f', to: 't', cc: 'c' };

/** The words of a query; null where it has none. */
export function expressionOf(query: MailQuery): Expression | null {
  const expression: Expression = { all: [], none: [] };
  for (const term of query.terms) {
    if (term.kind !== 'text') continue;
    const needle = needleOf(term.text, term.prefix);
    if (needle) expression[term.negated ? 'none' : 'all'].push({ ...needle, field: MARKS[term.field] });
  }
  return expression.all.length + expression.none.length > 0 ? expression : null;
}

/** A condition's tokens as they are stored for an account. */
export const storedTokens = (accountId: Id, { field, tokens }: Condition): string[] =>
  tokens.map((token) => accountMark(accountId) + field + token);
