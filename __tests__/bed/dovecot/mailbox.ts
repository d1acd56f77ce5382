import { ImapFlow } from 'imapflow';
import { appendAll } from './append';
import type { BedMail, BedMailbox, StoredMail } from '../types';
import type { Dovecot } from './server';

/** A mailbox in Dovecot, reached behind the proxy's back over a connection of the bed's own. */
export class DovecotMailbox implements BedMailbox {
  private client: Promise<ImapFlow> | undefined;
  /** One command after the other: the connection has one selected folder. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly dovecot: Dovecot,
    private readonly address: string,
    private readonly cut: () => void,
  ) {}

  append(...mails: BedMail[]): Promise<number[]> {
    const { port, masterPassword: password } = this.dovecot;
    return appendAll({ port, user: this.address, password }, mails);
  }

  list(folder = 'INBOX'): Promise<StoredMail[]> {
    return this.within(folder, async (client) => {
      await client.noop();
      if (!client.mailbox || client.mailbox.exists === 0) return [];
      const mails = await client.fetchAll('1:*', { uid: true, flags: true, envelope: true });
      return mails.map(({ uid, flags, envelope }) => ({
        uid,
        flags: [...(flags ?? [])].filter((flag) => flag !== '\\Recent').sort(),
        subject: envelope?.subject ?? '',
        messageId: envelope?.messageId ?? '',
      }));
    });
  }

  source(folder: string, uid: number): Promise<Buffer> {
    return this.within(folder, async (client) => {
      await client.noop();
      const mail = await client.fetchOne(String(uid), { source: true }, { uid: true });
      if (!mail || !mail.source) throw new Error(`no mail ${uid} in ${folder}`);
      return mail.source;
    });
  }

  flag(folder: string, uid: number, { add, remove }: { add?: string[]; remove?: string[] }): Promise<void> {
    return this.within(folder, async (client) => {
      if (add?.length) await client.messageFlagsAdd(String(uid), add, { uid: true });
      if (remove?.length) await client.messageFlagsRemove(String(uid), remove, { uid: true });
    });
  }

  move(folder: string, uid: number, to: string): Promise<void> {
    return this.within(folder, async (client) => {
      if (!(await client.messageMove(String(uid), to, { uid: true })))
        throw new Error(`no mail ${uid} to move`);
    });
  }

  expunge(folder: string, uids: number[]): Promise<void> {
    return this.within(folder, async (client) => {
      if (uids.length) await client.messageDelete(uids.join(','), { uid: true });
    });
  }

  createFolder(path: string): Promise<void> {
    return this.run(async (client) => {
      await client.mailboxCreate(path);
    });
  }

  renameFolder(from: string, to: string): Promise<void> {
    return this.run(async (client) => {
      await client.mailboxRename(from, to);
    });
  }

  deleteFolder(path: string): Promise<void> {
    return this.run(async (client) => {
      await client.mailboxDelete(path);
    });
  }

  resetUidValidity(folder: string): Promise<void> {
    return this.within('INBOX', async () => {
      const seconds = Math.floor(Date.now() / 1000);
      const next = String(seconds + 1 + Math.floor(Math.random() * 1_000_000));
      await this.dovecot.doveadm('mailbox', 'update', '-u', this.address, '--uid-validity', next, folder);
      // Or the next STATUS says that the folder is empty.
      await this.dovecot.doveadm('force-resync', '-u', this.address, folder);
    });
  }

  async kick(): Promise<void> {
    this.cut();
  }

  async close(): Promise<void> {
    const client = await this.client?.catch(() => undefined);
    client?.close();
  }

  private within<T>(folder: string, work: (client: ImapFlow) => Promise<T>): Promise<T> {
    return this.run(async (client) => {
      const lock = await client.getMailboxLock(folder);
      try {
        return await work(client);
      } finally {
        lock.release();
      }
    });
  }

  private run<T>(work: (client: ImapFlow) => Promise<T>): Promise<T> {
    const result = this.last.then(async () => work(await this.connected()));
    this.last = result.catch(() => undefined);
    return result;
  }

  private async connected(): Promise<ImapFlow> {
    const current = await this.client?.catch(() => undefined);
    if (current?.usable) return current;
    this.client = this.connect();
    return this.client;
  }

  private async connect(): Promise<ImapFlow> {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port: this.dovecot.port,
      secure: false,
      doSTARTTLS: false,
      auth: { user: this.address, pass: this.dovecot.masterPassword, loginMethod: 'LOGIN' },
      logger: false,
      disableAutoIdle: true,
    });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }
}
