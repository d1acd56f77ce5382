import type { OperationKind } from '../../../common';
import type { ChangeKind } from './change';
import { createFolder } from './createFolder';
import { draft } from './draft';
import { emptyFolder } from './emptyFolder';
import { flag } from './flag';
import { move } from './move';
import { readFolder } from './markFolderRead';
import { remove } from './remove';
import { removeFolder } from './removeFolder';
import { renameFolder } from './renameFolder';

/** The changes carried out in a turn. A row's kind determines the type of its payload. */
export const CHANGE_KINDS: Record<Exclude<OperationKind, 'send'>, ChangeKind> = {
  flag,
  move,
  remove,
  createFolder,
  renameFolder,
  removeFolder,
  emptyFolder,
  readFolder,
  draft,
};
