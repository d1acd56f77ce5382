import type { OperationKind } from '../../common';
import type { ChangeKind } from './change';
import { createFolder } from './createFolder';
import { emptyFolder } from './emptyFolder';
import { flag } from './flag';
import { move } from './move';
import { readFolder } from './readFolder';
import { remove } from './remove';
import { removeFolder } from './removeFolder';
import { renameFolder } from './renameFolder';

/** The changes that a turn carries out. Each knows its own payload: the row's kind names it. */
export const CHANGE_KINDS: Record<Exclude<OperationKind, 'send'>, ChangeKind> = {
  flag,
  move,
  remove,
  createFolder,
  renameFolder,
  removeFolder,
  emptyFolder,
  readFolder,
};
