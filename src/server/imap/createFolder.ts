import type { Mailbox } from './mailbox';

/** CREATE and SUBSCRIBE (RFC 3501 §6.3.3, §6.3.6). A folder that is there already is as good. */
export async function createFolder(mailbox: Mailbox, path: string): Promise<void> {
  await mailbox.run((client) => client.mailboxCreate(path));
}
