import { asMailError } from '../errors';
import { withFolder, type OpenFolder } from '../imap';
import { findFolder, type FolderRow } from '../store/folders';
import { findRetries, releaseSetAside, replaceSetAside, setAside, type RetryRow } from '../store/setAside';
import type { PendingBody } from '../store/pendingBodies';
import { BodyWriter } from './bodyWriter';
import { loadHeaders } from './load';
import { readBodies } from './readBodies';
import { assertGoing, type PullSession } from './session';

/** Nobody has to ask: what a server could not serve, or we not read, may go after a while or an upgrade. */
const EVERY = 24 * 60 * 60_000;
/** A pull. */
const MOST = 50;

/** Tries mails again that are set aside: those that somebody asked for, and each of them once a day. */
export async function retrySetAside(session: PullSession): Promise<void> {
  const before = new Date(Date.now() - EVERY);
  const retries = await findRetries(session.ctx, session.account.id, before, MOST);
  const folders = new Map(retries.map(({ folderId }) => [String(folderId), folderId]));
  for (const [key, folderId] of folders) {
    assertGoing(session);
    const row = await findFolder(session.ctx, folderId);
    // What is on its way to another folder is tried there.
    const here = retries.filter(
      (mail) => String(mail.folderId) === key && mail.uidValidity === row?.uidValidity,
    );
    if (row && here.length > 0) await retryFolder(session, row, here);
  }
}

async function retryFolder(session: PullSession, row: FolderRow, mails: readonly RetryRow[]): Promise<void> {
  const { mailbox, hints } = session;
  try {
    const read = (folder: OpenFolder) => retryMails(session, row, folder, mails);
    await withFolder(mailbox, row.path, read, { uidValidity: row.uidValidity ?? '' });
  } catch (error) {
    // The folder went, or will not be opened: its next visit finds out.
    const { code } = asMailError(error);
    if (!mailbox.usable || !['folder-gone', 'message-gone', 'server-unavailable'].includes(code)) throw error;
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
  memory.strikes.forgive(folder, uids);
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
  memory.strikes.clear(folder, uids);
}

/** What is left to be read of it; null where its header cannot be read still, or where it is gone. */
async function retryHeader(
  session: PullSession,
  row: FolderRow,
  folder: OpenFolder,
  mail: RetryRow,
): Promise<PendingBody | null> {
  const { ctx, lease, account, memory } = session;
  const [draft] = await loadHeaders(folder, [mail.uid], memory.strikes);
  if (!draft) return null;
  if (draft.bodyError) {
    await setAside(ctx, lease, [mail.id], draft.bodyError);
    return null;
  }
  const place = { accountId: account.id, folderId: row.id, uidValidity: mail.uidValidity };
  await replaceSetAside(ctx, lease, place, mail.id, draft);
  return { ...mail, size: draft.size, textParts: draft.textParts, receivedAt: draft.receivedAt };
}
