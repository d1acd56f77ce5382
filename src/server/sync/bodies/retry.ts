import { asMailError } from '../../errors';
import { withFolder, type OpenFolder } from '../../imap';
import { presentTime } from '../../store/db/clock';
import { findFolder, type FolderRow } from '../../store/folders/folders';
import {
  findRetries,
  releaseSetAside,
  replaceSetAside,
  setAside,
  type RetryRow,
} from '../../store/messages/unreadable';
import type { PendingBody } from '../../store/messages/pendingBodies';
import { BodyWriter } from './bodyWriter';
import { loadHeaders } from '../headers/loadHeaders';
import { readBodies } from './readBodies';
import { assertGoing, type PullSession } from '../session';

/**
 * Milliseconds between automatic retries: what the server couldn't deliver, or we couldn't read, may work after a while
 * or an upgrade.
 */
const EVERY = 24 * 60 * 60_000;
/** Maximum messages per pull. */
const MOST = 50;

/** Retries messages that couldn't be read: those that someone asked for, and each of them once a day. */
export async function retrySetAside(session: PullSession): Promise<void> {
  const before = new Date((await presentTime(session.ctx)) - EVERY);
  const retries = await findRetries(session.ctx, session.account.id, before, MOST);
  const folders = new Map(retries.map(({ folderId }) => [String(folderId), folderId]));
  for (const [key, folderId] of folders) {
    assertGoing(session);
    const row = await findFolder(session.ctx, folderId);
    // Messages being moved to another folder are tried there.
    const here = retries.filter(
      (mail) => String(mail.folderId) === key && mail.uidValidity === row?.uidValidity,
    );
    if (row && row.problem === null && here.length > 0) await retryFolder(session, row, here);
  }
}

async function retryFolder(session: PullSession, row: FolderRow, mails: readonly RetryRow[]): Promise<void> {
  const { mailbox, hints } = session;
  try {
    const read = (folder: OpenFolder) => retryMails(session, row, folder, mails);
    await withFolder(mailbox, row.path, read, { uidValidity: row.uidValidity ?? '' });
  } catch (error) {
    // The folder is gone or can't be opened: its next visit finds out.
    const { code } = asMailError(error);
    if (
      !mailbox.usable ||
      !['folder-gone', 'folder-refused', 'message-gone', 'server-unavailable'].includes(code)
    )
      throw error;
  } finally {
    hints.add(['messages', 'account'], [row.id]);
  }
}

async function retryMails(
  session: PullSession,
  row: FolderRow,
  folder: OpenFolder,
  mails: readonly RetryRow[],
): Promise<void> {
  const { ctx, lease, memory } = session;
  const uids = mails.map(({ uid }) => uid);
  memory.fetchFailures.forgive(folder, uids);
  const texts: PendingBody[] = mails.filter(({ headerMissing }) => !headerMissing);
  for (const mail of mails.filter(({ headerMissing }) => headerMissing)) {
    session.signal.throwIfAborted();
    const readable = await retryHeader(session, row, folder, mail);
    if (readable) texts.push(readable);
  }
  const ids = texts.map(({ id }) => id);
  await releaseSetAside(ctx, lease, ids);
  const writer = new BodyWriter(session);
  try {
    await readBodies(session, folder, texts, { writer, halt: () => false });
  } finally {
    await writer.end();
  }
  memory.fetchFailures.clear(folder, uids);
}

/** What remains to be read of the message; null if its header still can't be read, or if it is gone. */
async function retryHeader(
  session: PullSession,
  row: FolderRow,
  folder: OpenFolder,
  mail: RetryRow,
): Promise<PendingBody | null> {
  const { ctx, lease, account, memory } = session;
  const [draft] = await loadHeaders(folder, [mail.uid], memory.fetchFailures);
  if (!draft) return null;
  if (draft.bodyError) {
    await setAside(ctx, lease, [mail.id], draft.bodyError);
    return null;
  }
  const place = { accountId: account.id, folderId: row.id, uidValidity: mail.uidValidity };
  await replaceSetAside(ctx, lease, place, mail.id, draft);
  return { ...mail, size: draft.size, textParts: draft.textParts, receivedAt: draft.receivedAt };
}
