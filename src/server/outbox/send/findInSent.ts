import type { Id } from '../../../common';
import { withMailbox } from '../../accounts/mailbox';
import type { MailContext } from '../../context';
import { findByHeader, withFolder, type Mailbox, type OpenFolder } from '../../imap';
import { TOKEN_HEADER } from '../../mime/compose';
import { findAccount } from '../../store/accounts/accounts';
import { listFolderRows } from '../../store/folders/folders';
import type { SendOperation, Submission } from './payload';

/** Outlook.com rewrites Message-ID and keeps the original in this header. */
const REWRITTEN = 'X-Microsoft-Original-Message-ID';

/** Path of the account's Sent folder; null until the folders are known. */
export async function sentPath(ctx: MailContext, accountId: Id): Promise<string | null> {
  const folders = await listFolderRows(ctx, accountId);
  return folders.find(({ role, selectable }) => role === 'sent' && selectable)?.path ?? null;
}

/**
 * The accounts whose Sent folder may contain a message of this account. Exchange files what is sent as a shared mailbox
 * with the account that signed in, and in the mailbox's own Sent Items only if an administrator has enabled that
 * (MessageCopyForSentAsEnabled).
 */
export async function sentAccounts(ctx: MailContext, accountId: Id): Promise<Id[]> {
  const parentId = (await findAccount(ctx, accountId))?.parentId;
  return parentId == null ? [accountId] : [parentId, accountId];
}

/**
 * Whether the message with this token is in Sent, whatever the server did to its Message-ID. Throws if one of the
 * places couldn't be searched and the message isn't in any other: that would not be an answer.
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

/** Which of the submissions that may have gone out is in Sent by now. Throws if one couldn't be looked for. */
export async function sentBefore(
  ctx: MailContext,
  { progress }: SendOperation,
): Promise<Submission | undefined> {
  for (const submission of progress.mayHaveGone ?? [])
    if (await isInSent(ctx, submission.accountId, submission.token)) return submission;
  return undefined;
}

/** Whether a folder contains the message with this token, in any of the headers that may carry it. */
export const isIn = (mailbox: Mailbox, path: string, token: string): Promise<boolean> =>
  withFolder(mailbox, path, (folder) => hasToken(folder, token));

async function hasToken(folder: OpenFolder, token: string): Promise<boolean> {
  for (const header of ['Message-ID', REWRITTEN, TOKEN_HEADER]) {
    if ((await findByHeader(folder, header, token)).length > 0) return true;
  }
  return false;
}
