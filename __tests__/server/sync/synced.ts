import type { Id } from '../../../src/common';
import type { BedMailbox, LocalMicrosoft } from '../../bed/types';
import type { MailContext } from '../../../src/server/context';
import type { Mailbox } from '../../../src/server/imap';
import { table } from '../../../src/server/store/db/rows';
import { pull, SyncMemory, type PullOptions, type PullResult } from '../../../src/server/sync';
import { bootApp, type BootedApp, type BootOptions } from '../boot';
import { openBed, type OpenBed } from '../imap/mailboxes';

export interface MessageRecord {
  id: Id;
  folderId: Id;
  uid: number;
  subject: string;
  seen: boolean;
  flagged: boolean;
  vanishedAt: Date | null;
  bodyState: string;
  bodyError: string | null;
  threadKey: string;
  preview: string;
  receivedAt: Date;
  hasAttachments: boolean;
  fromName: string;
  [field: string]: unknown;
}

/** One app and one local Microsoft for many mailboxes. */
export interface SyncWorld extends OpenBed {
  booted: BootedApp;
  ctx: MailContext;
  /** A new, empty mailbox and its account. */
  fresh(): Promise<Synced>;
}

/** A mailbox that is pulled when the test says so. */
export interface Synced {
  bed: LocalMicrosoft;
  box: BedMailbox;
  address: string;
  booted: BootedApp;
  ctx: MailContext;
  account: { id: Id; userId: Id };
  memory: SyncMemory;
  /** One pull on a connection that is kept between pulls. */
  pull(options?: Partial<PullOptions>): Promise<PullResult>;
  mailbox(): Promise<Mailbox>;
  /** Pulls until all history is there. */
  pullAll(): Promise<void>;
  /** Rows of this account. */
  rows(collection: string, where?: Record<string, unknown>): Promise<Record<string, unknown>[]>;
  /** Mails that are shown, newest first. */
  messages(path?: string): Promise<MessageRecord[]>;
  folder(path: string): Promise<Record<string, unknown> | undefined>;
}

export async function startSyncWorld(
  profile: 'exchange' | 'full',
  options: BootOptions = {},
): Promise<SyncWorld> {
  const local = await openBed(profile);
  const booted = await bootApp(options);
  const ctx: MailContext = { app: booted.app, log: booted.app.log };
  let users = 0;
  return {
    ...local,
    booted,
    ctx,
    async fresh() {
      const address = `user${++users}@example.com`;
      const box = await local.bed.addUser({ name: `User ${users}`, address });
      return synced(local, booted, ctx, box, address);
    },
    async stop() {
      await local.stop();
      await booted.stop();
    },
  };
}

async function synced(
  local: OpenBed,
  booted: BootedApp,
  ctx: MailContext,
  box: BedMailbox,
  address: string,
): Promise<Synced> {
  const account = await addAccount(booted, address);
  const memory = new SyncMemory();
  let open: Mailbox | null = null;
  const rows: Synced['rows'] = async (collection, where = {}) => {
    const found = await booted.app.db
      .getCollection(collection)
      .model.findAll({ where: { accountId: account.id, ...where } });
    return found.map((row) => row.get({ plain: true }) as Record<string, unknown>);
  };
  const folder: Synced['folder'] = async (path) => (await rows('mailFolders', { path }))[0];
  const mailbox = async () => (open?.usable ? open : (open = await local.open(address)));
  const pullOnce: Synced['pull'] = async (changes = {}) =>
    pull(ctx, account, await mailbox(), {
      signal: new AbortController().signal,
      budget: 60_000,
      memory,
      ...changes,
    });
  return {
    bed: local.bed,
    box,
    address,
    booted,
    ctx,
    account,
    memory,
    mailbox,
    pull: pullOnce,
    async pullAll() {
      while (!(await pullOnce()).complete);
    },
    rows,
    folder,
    async messages(path) {
      const where = path === undefined ? {} : { folderId: (await folder(path))?.id };
      const found = (await rows('mailMessages', {
        vanishedAt: null,
        ...where,
      })) as unknown as MessageRecord[];
      return found.sort(
        (a, b) => b.receivedAt.getTime() - a.receivedAt.getTime() || Number(b.uid) - Number(a.uid),
      );
    },
  };
}

async function addAccount(booted: BootedApp, address: string): Promise<{ id: Id; userId: Id }> {
  const values = {
    userId: booted.root.userId,
    provider: 'microsoft',
    address,
    displayName: '',
    state: 'connecting',
  };
  const row = await table({ app: booted.app, log: booted.app.log }, 'mailAccounts').create(values);
  return row.get({ plain: true }) as unknown as { id: Id; userId: Id };
}
