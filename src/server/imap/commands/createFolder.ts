import type { Mailbox } from '../connection/mailbox';

/** CREATE and SUBSCRIBE (RFC 3501 §6.3.3, §6.3.6). Succeeds if the folder already exists. */
export async function createFolder(mailbox: Mailbox, path: string): Promise<void> {
  await mailbox.run((client) => client.mailboxCreate(path));
}
