import type { ImapFlow } from 'imapflow';
import { MailError } from '../../errors';
import type { Mailbox } from '../connection/mailbox';

/** A folder that is open and locked. Only `withFolder` creates one, so that no command runs on the wrong folder. */
export interface OpenFolder {
  readonly mailbox: Mailbox;
  readonly path: string;
  readonly uidValidity: string;
  readonly uidNext: number;
  /** Messages in the folder when it was opened. */
  readonly exists: number;
  /** HIGHESTMODSEQ (RFC 7162); null if there is none. */
  readonly modseq: string | null;
}

export interface WithFolderOptions {
  /** UIDVALIDITY that the caller's UIDs belong to: under another one, they would identify other messages. */
  uidValidity?: string;
}

const LOCK_TIMEOUT = 60_000;
const OPENING = { opening: true };

/**
 * Opens a folder and keeps it open while `visit` runs; other users of the connection wait. The folder is always
 * selected again, so that counts and cursor are current. Throws `message-gone` if UIDVALIDITY has changed.
 */
export async function withFolder<T>(
  mailbox: Mailbox,
  path: string,
  visit: (folder: OpenFolder) => Promise<T>,
  options: WithFolderOptions = {},
): Promise<T> {
  const lock = await mailbox.run(
    (client) => client.getMailboxLock(path, { acquireTimeout: LOCK_TIMEOUT }),
    OPENING,
  );
  try {
    mailbox.events.clear();
    const opened = await mailbox.run((client) => client.mailboxOpen(path), OPENING);
    // An unreadable message count must not be mistaken for an empty folder.
    if (mailbox.sensor.swallowed.has('EXISTS'))
      throw new MailError('server-unavailable', { cause: 'the answer to SELECT could not be parsed' });
    const folder: OpenFolder = {
      mailbox,
      path,
      uidValidity: opened.uidValidity?.toString() ?? '',
      uidNext: opened.uidNext ?? 0,
      exists: opened.exists ?? 0,
      modseq: opened.highestModseq && !opened.noModseq ? opened.highestModseq.toString() : null,
    };
    if (options.uidValidity !== undefined && options.uidValidity !== folder.uidValidity) {
      throw new MailError('message-gone', {
        cause: `UIDVALIDITY of the folder changed to ${folder.uidValidity}`,
      });
    }
    return await visit(folder);
  } finally {
    lock.release();
  }
}

/** Runs a command on the open folder and then makes sure that the folder was still open. */
export async function onFolder<T>(
  folder: OpenFolder,
  command: (client: ImapFlow) => Promise<T | false | undefined | void>,
): Promise<T> {
  const answer = await folder.mailbox.run(command);
  assertOpen(folder);
  return answer;
}

/** Throws if the connection is lost or the server has closed the folder: an answer would then be worthless. */
export function assertOpen(folder: OpenFolder): void {
  const { client } = folder.mailbox;
  if (!folder.mailbox.usable || !client.mailbox || client.mailbox.path !== folder.path)
    throw folder.mailbox.reason();
}
