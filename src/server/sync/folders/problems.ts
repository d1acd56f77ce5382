import type { ErrorCode } from '../../../common';
import { asMailError } from '../../errors';
import { folderStatus, type FolderStatus } from '../../imap';
import type { FolderRow } from '../../store/folders/folders';
import { clearProblem, noteProblem } from '../../store/folders/folderProblems';
import type { PullSession } from '../session';

/** If the connection ends this many times in a row while one folder is being opened, the folder is the cause. */
const MOST_DEATHS = 2;

/** Codes that concern a single folder if the connection is still usable. */
const OF_FOLDER: readonly ErrorCode[] = ['folder-gone', 'folder-refused', 'server-unavailable'];

/** STATUS of a folder; null if nothing can be said about it, because it is gone again or can't be opened. */
export async function statusOf(session: PullSession, path: string): Promise<FolderStatus | null> {
  try {
    return await folderStatus(session.mailbox, path);
  } catch (error) {
    if (session.mailbox.usable && OF_FOLDER.includes(asMailError(error).code)) return null;
    throw error;
  }
}

/**
 * Whether a folder that couldn't be opened should still be left alone: until its pause is over, or STATUS differs from
 * the last attempt. If STATUS is refused too, the pause decides. `now` is from the database's clock.
 */
export async function isLeftAlone(session: PullSession, row: FolderRow, now: Date): Promise<boolean> {
  if (row.problem === null || row.role === 'inbox') return false;
  if (row.problemUntil === null || row.problemUntil <= now) return false;
  if (row.problemStatus === null) return true;
  const status = await statusOf(session, row.path);
  return status === null || statusText(status) === row.problemStatus;
}

/**
 * Runs what opens a folder, and counts if the connection ends before the server has answered SELECT or STATUS: some
 * servers drop it because of a folder's name. `opened` reports that the server has answered.
 */
export async function whileOpening<T>(
  session: PullSession,
  row: FolderRow,
  open: (opened: () => void) => Promise<T>,
): Promise<T> {
  const { openingDeaths } = session.memory;
  const key = String(row.id);
  let opening = true;
  try {
    return await open(() => (opening = false));
  } catch (error) {
    if (opening && asMailError(error).code === 'connection-lost') {
      const deaths = (openingDeaths.get(key) ?? 0) + 1;
      openingDeaths.set(key, deaths);
      if (deaths >= MOST_DEATHS && row.role !== 'inbox')
        await note(session, row, 'folder-breaks-connection', null);
    }
    throw error;
  }
}

/**
 * Records what kept a folder from being synced if it is the folder's own problem, so that the others continue;
 * otherwise throws it again. Exchange lists folders that it then refuses to open. Returns `failed` if the next visit
 * will do, `refused` if the server doesn't open it.
 */
export async function settleTrouble(
  session: PullSession,
  row: FolderRow,
  error: unknown,
): Promise<'failed' | 'refused'> {
  const { code } = asMailError(error);
  const { ctx, account, mailbox } = session;
  // Its UIDs have changed in the meantime: the next visit takes care of it.
  const passing = code === 'message-gone';
  // A busy server says so for the Inbox too; the whole pull is tried again.
  const busy = code === 'server-unavailable' && row.role === 'inbox';
  if (!passing && (!mailbox.usable || busy || !OF_FOLDER.includes(code))) throw error;
  ctx.log.warn(`mail: folder ${row.id} of account ${account.id} could not be synced: ${code}`);
  if (passing) return 'failed';
  const inbox = row.role === 'inbox';
  // Some servers end the session soon after refusing a folder; the next command will show that.
  const status = inbox ? null : await statusOf(session, row.path).catch(() => null);
  await note(session, row, inbox ? 'inbox-refused' : 'folder-refused', status && statusText(status));
  return 'refused';
}

/** Records that the folder was synced. */
export async function settleWell(session: PullSession, row: FolderRow): Promise<void> {
  session.memory.openingDeaths.delete(String(row.id));
  if (row.problem === null) return;
  await clearProblem(session.ctx, session.lease, row);
  session.hints.add(['folders']);
}

async function note(
  session: PullSession,
  row: FolderRow,
  problem: ErrorCode,
  status: string | null,
): Promise<void> {
  await noteProblem(session.ctx, session.lease, row, problem, status);
  if (row.problem !== problem) session.hints.add(['folders']);
}

const statusText = ({ uidValidity, uidNext, total }: FolderStatus): string =>
  `${uidValidity} ${uidNext} ${total}`;
