import type { ImapFlow } from 'imapflow';
import { MailError } from '../errors';
import type { Mailbox } from './mailbox';

/** A folder that is open and locked. Only `withFolder` makes one, so that no verb runs on a wrong folder. */
export interface OpenFolder {
  readonly mailbox: Mailbox;
  readonly path: string;
  readonly uidValidity: string;
  readonly uidNext: number;
  /** Messages at the time of opening. */
  readonly exists: number;
  /** HIGHESTMODSEQ (RFC 7162); null where there is none. */
  readonly modseq: string | null;
}

export interface WithFolderOptions {
  /** The UIDs in hand belong to this UIDVALIDITY: under another one they name other mails. */
  uidValidity?: string;
}

const LOCK_TIMEOUT = 60_000;

/**
 * Opens a folder and keeps it open while `visit` runs; others on the same connection wait. It is always
 * selected anew, so that counts and cursor are the server's present ones.
 */
export async function withFolder<T>(
  mailbox: Mailbox,
  path: string,
  visit: (folder: OpenFolder) => Promise<T>,
  options: WithFolderOptions = {},
): Promise<T> {
  const lock = await mailbox.run((client) => client.getMailboxLock(path, { acquireTimeout: LOCK_TIMEOUT }));
  try {
    mailbox.events.clear();
    const opened = await mailbox.run((client) => client.mailboxOpen(path));
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

/** Runs a command on the open folder and makes sure afterwards that it was still this one. */
export async function onFolder<T>(
  folder: OpenFolder,
  command: (client: ImapFlow) => Promise<T | false | undefined | void>,
): Promise<T> {
  const answer = await folder.mailbox.run(command);
  assertOpen(folder);
  return answer;
}

/** Throws when the connection has gone or the server closed the folder: an answer is then worth nothing. */
export function assertOpen(folder: OpenFolder): void {
  const { client } = folder.mailbox;
  if (!folder.mailbox.usable || !client.mailbox || client.mailbox.path !== folder.path)
    throw folder.mailbox.reason();
}
