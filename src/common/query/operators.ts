import { dayOf } from './day';
import type { Piece } from './pieces';
import type { QueryField, QueryFlag, QueryProblem, QueryTerm } from './types';

/** What a piece says: a condition, something that is not understood, or nothing (`from:` before its value is typed). */
export type Reading = { term: QueryTerm } | { problem: QueryProblem } | { nothing: true };

const FLAGS: Record<string, QueryFlag> = {
  unread: 'unread',
  read: 'read',
  flagged: 'flagged',
  starred: 'flagged',
  answered: 'answered',
  replied: 'answered',
  draft: 'draft',
};
const ATTACHMENTS = ['attachment', 'attachments'];

/** `last`: nothing follows, so that a word may be one that is still being typed. */
export function operatorOf(piece: Piece, last: boolean): Reading {
  const { operator, negated, quoted, raw } = piece;
  const value = piece.value.trim();
  if (value === '') return { nothing: true };
  const problem = (kind: QueryProblem['kind']): Reading => ({ problem: { kind, text: raw } });
  switch (operator) {
    case 'is': {
      const flag = Object.hasOwn(FLAGS, value.toLowerCase()) ? FLAGS[value.toLowerCase()] : undefined;
      return flag ? { term: { kind: 'flag', flag, negated } } : problem('is');
    }
    case 'has':
      return ATTACHMENTS.includes(value.toLowerCase())
        ? { term: { kind: 'attachment', negated } }
        : problem('has');
    case 'before':
    case 'after': {
      const day = dayOf(value);
      return day ? { term: { kind: operator, day, negated } } : problem('date');
    }
    case 'in':
      return { term: { kind: 'folder', name: value, negated } };
    case 'label':
      return problem('label');
    default: {
      const field = (operator || 'any') as QueryField;
      const prefix = last && !quoted && !negated;
      return { term: { kind: 'text', field, text: value, phrase: quoted, prefix, negated } };
    }
  }
}
