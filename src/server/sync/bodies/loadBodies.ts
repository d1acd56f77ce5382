import type { Id } from '../../../common';
import { asMailError } from '../../errors';
import { withFolder, type OpenFolder } from '../../imap';
import { findFolder, type FolderRow } from '../../store/folders/folders';
import { pendingBodies, type PendingBody, type PendingCursor } from '../../store/messages/pendingBodies';
import { noteTexts } from '../../store/db/statistics';
import { BodyWriter } from './bodyWriter';
import { readBodies, type BodyTarget } from './readBodies';
import { assertGoing, type PullSession } from '../session';

/** Messages looked up at a time; each folder among them is opened once. */
const CHUNK = 1000;

export interface BodyBudget {
  /** When to stop, in terms of `performance.now()`. */
  until: number;
  /** Limits loading to this folder. */
  folderId?: Id;
  /** Maximum number of messages. */
  most?: number;
}

/**
 * Loads the text of messages that only have their header yet, newest first. Files are never fetched. Returns whether
 * none is left that could be loaded.
 */
export async function loadBodies(session: PullSession, budget: BodyBudget): Promise<boolean> {
  const { ctx, account } = session;
  const { until, folderId, most = Infinity } = budget;
  const writer = new BodyWriter(session);
  // Loads at least some: a mailbox must make progress however little time there is.
  const halt = () => writer.count > 0 && (performance.now() >= until || session.hurry());
  let after: PendingCursor | undefined;
  let complete = false;
  try {
    for (let looked = 0; looked < most;) {
      const limit = Math.min(CHUNK, most - looked);
      const mails = await pendingBodies(ctx, account.id, { limit, after, folderId });
      for (const [id, some] of byFolder(mails)) {
        assertGoing(session);
        await loadFolder(session, id, some, { writer, halt });
        if (halt()) return false;
        looked += some.length;
      }
      if (mails.length < limit) return (complete = true);
      after = mails.at(-1);
    }
    return false;
  } finally {
    await writer.end();
    noteTexts(ctx, writer.count, complete && folderId === undefined);
  }
}

/** Groups by folder, in the order of each folder's newest message. */
function byFolder(mails: readonly PendingBody[]): Map<string, PendingBody[]> {
  const folders = new Map<string, PendingBody[]>();
  for (const mail of mails) {
    const key = String(mail.folderId);
    folders.set(key, [...(folders.get(key) ?? []), mail]);
  }
  return folders;
}

async function loadFolder(
  session: PullSession,
  id: Id,
  mails: readonly PendingBody[],
  target: BodyTarget,
): Promise<void> {
  const row = await findFolder(session.ctx, id);
  // Messages being moved to another folder, or waiting to be found under new UIDs, are loaded from there.
  const there = mails.filter((mail) => mail.uidValidity === row?.uidValidity);
  // A folder excluded in the meantime isn't opened: what is stored of it is about to be dropped.
  if (!row || row.leftOut || row.problem !== null || there.length === 0) return;
  try {
    const read = (folder: OpenFolder) => readBodies(session, folder, there, target);
    await withFolder(session.mailbox, row.path, read, { uidValidity: row.uidValidity ?? '' });
  } catch (error) {
    if (!isOfThisFolder(session, row, asMailError(error).code)) throw error;
  }
}

/** The folder is gone, changed its UIDs or can't be opened: its next visit finds out, and the others continue. */
const isOfThisFolder = ({ mailbox }: PullSession, row: FolderRow, code: string): boolean =>
  code === 'folder-gone' ||
  code === 'folder-refused' ||
  code === 'message-gone' ||
  (code === 'server-unavailable' && row.role !== 'inbox' && mailbox.usable);
