import type { Id } from '../../common';
import { asMailError } from '../errors';
import { withFolder, type OpenFolder } from '../imap';
import { findFolder, type FolderRow } from '../store/folders';
import { pendingBodies, type PendingBody, type PendingCursor } from '../store/pendingBodies';
import { noteTexts } from '../store/statistics';
import { BodyWriter } from './bodyWriter';
import { readBodies, type BodyTarget } from './readBodies';
import { assertGoing, type PullSession } from './session';

/** Mails that are looked for at a time; each folder among them is opened once. */
const CHUNK = 1000;

export interface BodyBudget {
  /** When to stop, in milliseconds since 1970. */
  until: number;
  /** Only of this folder. */
  folderId?: Id;
  /** At most so many. */
  most?: number;
}

/**
 * Loads the text of mails that have only their header yet, the newest first. Files are never fetched.
 * @returns whether none is left that could be loaded
 */
export async function loadBodies(session: PullSession, budget: BodyBudget): Promise<boolean> {
  const { ctx, account } = session;
  const { until, folderId, most = Infinity } = budget;
  const writer = new BodyWriter(session);
  // Some in any case: a mailbox must get on however little time there is.
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

/** In the order of the newest in each. */
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
  // What is on its way to another folder, or waits to be found again under new UIDs, is loaded from there.
  const there = mails.filter((mail) => mail.uidValidity === row?.uidValidity);
  // One that is left out meanwhile is not opened: what is stored of it is about to be dropped.
  if (!row || row.leftOut || there.length === 0) return;
  try {
    const read = (folder: OpenFolder) => readBodies(session, folder, there, target);
    await withFolder(session.mailbox, row.path, read, { uidValidity: row.uidValidity ?? '' });
  } catch (error) {
    if (!isOfThisFolder(session, row, asMailError(error).code)) throw error;
  }
}

/** The folder went, changed its UIDs, or will not be opened: its next visit finds out, the others go on. */
const isOfThisFolder = ({ mailbox }: PullSession, row: FolderRow, code: string): boolean =>
  code === 'folder-gone' ||
  code === 'message-gone' ||
  (code === 'server-unavailable' && row.role !== 'inbox' && mailbox.usable);
