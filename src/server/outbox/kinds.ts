import type { ChangeKind } from './change';
import { flag } from './flag';
import { move } from './move';
import { remove } from './remove';

/** The changes that a turn carries out. Each knows its own payload: the row's kind names it. */
export const CHANGE_KINDS: Record<'flag' | 'move' | 'remove', ChangeKind> = {
  flag,
  move,
  remove,
};
