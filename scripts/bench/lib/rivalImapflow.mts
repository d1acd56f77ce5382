import { ImapFlow } from 'imapflow';
import type { Bed } from './bed.mts';

/** Connects a bare imapflow client over the same route as the app, with the bed's own password. */
export async function openRival(bed: Bed, address: string): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: bed.imap.host,
    port: bed.imap.port,
    secure: true,
    auth: { user: address, pass: bed.direct.password, loginMethod: 'LOGIN' },
    logger: false,
    disableAutoIdle: true,
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** The fields the app requests to list a message and find its thread (`imap/commands/fetchHeaders.ts`). */
const FIELDS = [
  'date',
  'subject',
  'from',
  'to',
  'cc',
  'bcc',
  'reply-to',
  'message-id',
  'in-reply-to',
  'references',
];
const ITEMS = {
  uid: true,
  flags: true,
  size: true,
  internalDate: true,
  bodyStructure: true,
  headers: FIELDS,
};

/** Fetches these items of every message in every folder and drops them. Returns the number of messages. */
export async function fetchAllHeaders(bed: Bed, address: string): Promise<number> {
  const client = await openRival(bed, address);
  let mails = 0;
  for (const { path, flags } of await client.list()) {
    if (flags.has('\\Noselect')) continue;
    const lock = await client.getMailboxLock(path);
    try {
      if (!client.mailbox || client.mailbox.exists === 0) continue;
      for await (const mail of client.fetch('1:*', ITEMS)) if (mail.uid) mails++;
    } finally {
      lock.release();
    }
  }
  await client.logout();
  return mails;
}
