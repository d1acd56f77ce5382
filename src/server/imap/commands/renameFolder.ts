import { asMailError } from '../../errors';
import { folderStatus } from './folderStatus';
import type { Mailbox } from '../connection/mailbox';

/**
 * RENAME (RFC 3501 §6.3.5), including the folders below. Succeeds if only the new name exists: then an earlier rename
 * worked, but its answer got lost.
 */
export async function renameFolder(mailbox: Mailbox, from: string, to: string): Promise<void> {
  try {
    await mailbox.run((client) => client.mailboxRename(from, to));
  } catch (error) {
    if (!mailbox.usable || (await exists(mailbox, from)) || !(await exists(mailbox, to))) throw error;
  }
}

async function exists(mailbox: Mailbox, path: string): Promise<boolean> {
  try {
    await folderStatus(mailbox, path);
    return true;
  } catch (error) {
    if (asMailError(error).code === 'folder-gone') return false;
    throw error;
  }
}
