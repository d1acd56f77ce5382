import { asMailError } from '../../errors';
import type { Mailbox } from '../connection/mailbox';

/** DELETE (RFC 3501 §6.3.4), including all messages. Succeeds if the folder is already gone. */
export async function deleteFolder(mailbox: Mailbox, path: string): Promise<void> {
  try {
    await mailbox.run((client) => client.mailboxDelete(path));
  } catch (error) {
    if (!mailbox.usable || asMailError(error).code !== 'folder-gone') throw error;
  }
}
