import { asMailError } from '../errors';
import type { Mailbox } from './mailbox';

/** DELETE (RFC 3501 §6.3.4), with all its mails. One that is gone already is as good. */
export async function deleteFolder(mailbox: Mailbox, path: string): Promise<void> {
  try {
    await mailbox.run((client) => client.mailboxDelete(path));
  } catch (error) {
    if (!mailbox.usable || asMailError(error).code !== 'folder-gone') throw error;
  }
}
