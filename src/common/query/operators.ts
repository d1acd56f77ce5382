import { ageOf, sizeOf } from './amounts';
import { dayOf } from './day';
import { meantOperator } from './meant';
import type { ValuePiece } from './pieces';
import type { QueryField, QueryFlag, QueryLeaf, QueryProblem } from './types';

/** The meaning of a piece: a condition, a problem, both, or nothing (`from:` before its value is typed). */
export interface Reading {
  term?: QueryLeaf;
  problem?: QueryProblem;
}

const FLAGS: Record<string, QueryFlag> = {
  unread: 'unread',
  read: 'read',
  flagged: 'flagged',
  starred: 'flagged',
  answered: 'answered',
  replied: 'answered',
  draft: 'draft',
  snoozed: 'snoozed',
};
const ATTACHMENTS = ['attachment', 'attachments'];

/** Interprets a piece. `last`: nothing follows it, so its word may still be incomplete. */
export function operatorOf(piece: ValuePiece, last: boolean): Reading {
  const { operator, negated, quoted, raw } = piece;
  const value = piece.value.trim();
  const problem = (kind: QueryProblem['kind']): Reading => ({ problem: { kind, text: raw } });
  if (value === '') return operator === '' || last ? {} : problem('empty');
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
    case 'newer_than':
    case 'older_than': {
      const age = ageOf(value);
      const kind = operator === 'newer_than' ? 'newer' : 'older';
      return age ? { term: { kind, ...age, negated } } : problem('age');
    }
    case 'larger':
    case 'smaller': {
      const octets = sizeOf(value);
      return octets === null ? problem('size') : { term: { kind: operator, octets, negated } };
    }
    case 'in':
      return { term: { kind: 'folder', name: value, negated } };
    case 'label':
      return { term: { kind: 'label', name: value, negated } };
    default: {
      const field = (operator || 'any') as QueryField;
      const prefix = last && !quoted && !negated;
      const term: QueryLeaf = { kind: 'text', field, text: value, phrase: quoted, prefix, negated };
      const meant = operator === '' && !quoted ? meantOperator(value) : null;
      return meant ? { term, problem: { kind: 'unknown', text: raw, meant: `${meant}:` } } : { term };
    }
  }
}
