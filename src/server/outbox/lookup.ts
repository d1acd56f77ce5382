import type { Id } from '../../common';
import { withMailbox } from '../accounts/mailbox';
import type { MailContext } from '../context';
import { findByHeader, withFolder, type Mailbox, type OpenFolder } from '../imap';
import { TOKEN_HEADER } from '../mime/compose';
import { listFolderRows } from '../store/folders';

/** Outlook.com rewrites Message-ID and keeps the original here. */
const REWRITTEN = 'X-Microsoft-Original-Message-ID';

/** Path of the folder that holds the account's sent mail; null before the folders are known. */
export async function sentPath(ctx: MailContext, accountId: Id): Promise<string | null> {
  const folders = await listFolderRows(ctx, accountId);
  return folders.find(({ role, selectable }) => role === 'sent' && selectable)?.path ?? null;
}

/** Whether the mail with this token lies in Sent, whatever the server made of its Message-ID. */
export async function isInSent(ctx: MailContext, accountId: Id, token: string): Promise<boolean> {
  const path = await sentPath(ctx, accountId);
  if (!path) return false;
  return withMailbox(ctx, accountId, (mailbox) => isIn(mailbox, path, token));
}

export const isIn = (mailbox: Mailbox, path: string, token: string): Promise<boolean> =>
  withFolder(mailbox, path, (folder) => hasToken(folder, token));

async function hasToken(folder: OpenFolder, token: string): Promise<boolean> {
  for (const header of ['Message-ID', REWRITTEN, TOKEN_HEADER]) {
    if ((await findByHeader(folder, header, token)).length > 0) return true;
  }
  return false;
}
