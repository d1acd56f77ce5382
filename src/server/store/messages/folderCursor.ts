import type { Transaction } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { table } from '../db/rows';

/** How far a folder is stored, and what the server said about it then. */
export interface FolderCursor {
  total: number;
  unread: number;
  uidValidity: string | null;
  uidNext: number | null;
  modseq: string | null;
  loadedFrom: number | null;
  /** The day (YYYY-MM-DD) from which messages are stored and counted; null stores everything. */
  syncedFrom: string | null;
  /** Messages on the server from before that day. */
  beyond: number;
  beyondUnread: number;
}

/** Stores the given parts of a folder's cursor, and the time. */
export async function saveCursor(
  ctx: MailContext,
  folderId: Id,
  cursor: Partial<FolderCursor>,
  transaction: Transaction,
): Promise<void> {
  await table(ctx, 'mailFolders').update(
    { ...cursor, syncedAt: new Date() },
    { where: { id: folderId }, transaction },
  );
}
