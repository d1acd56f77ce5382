import type { Id } from '../../common';
import { withMailbox } from '../accounts/mailbox';
import type { MailContext } from '../context';
import { findByHeader, withFolder, type Mailbox, type OpenFolder } from '../imap';
import { TOKEN_HEADER } from '../mime/compose';
import { findAccount } from '../store/accounts';
import { listFolderRows } from '../store/folders';

/** Outlook.com rewrites Message-ID and keeps the original here. */
const REWRITTEN = 'X-Microsoft-Original-Message-ID';

/** Path of the folder that holds the account's sent mail; null before the folders are known. */
export async function sentPath(ctx: MailContext, accountId: Id): Promise<string | null> {
  const folders = await listFolderRows(ctx, accountId);
  return folders.find(({ role, selectable }) => role === 'sent' && selectable)?.path ?? null;
}

/**
 * The accounts in whose Sent a mail of this one may lie. What is sent as a shared mailbox Exchange files with
 * who signed in, and in the mailbox's own Sent Items only where an administrator has set that
 * (MessageCopyForSentAsEnabled).
 */
export async function sentAccounts(ctx: MailContext, accountId: Id): Promise<Id[]> {
  const parentId = (await findAccount(ctx, accountId))?.parentId;
  return parentId == null ? [accountId] : [parentId, accountId];
}

/**
 * Whether the mail with this token lies in Sent, whatever the server made of its Message-ID. Throws where one
 * of the places could not be looked into and it is in none of the others: that is no answer.
 */
export async function isInSent(ctx: MailContext, accountId: Id, token: string): Promise<boolean> {
  const failures: unknown[] = [];
  for (const id of await sentAccounts(ctx, accountId)) {
    try {
      const path = await sentPath(ctx, id);
      if (path && (await withMailbox(ctx, id, (mailbox) => isIn(mailbox, path, token)))) return true;
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return false;
}

export const isIn = (mailbox: Mailbox, path: string, token: string): Promise<boolean> =>
  withFolder(mailbox, path, (folder) => hasToken(folder, token));

async function hasToken(folder: OpenFolder, token: string): Promise<boolean> {
  for (const header of ['Message-ID', REWRITTEN, TOKEN_HEADER]) {
    if ((await findByHeader(folder, header, token)).length > 0) return true;
  }
  return false;
}
