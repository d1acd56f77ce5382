import { afterAll, afterEach, beforeAll } from 'vitest';
import { openMailbox } from '../../../src/server/accounts/mailbox';
import type {
  ComposeInput,
  FolderView,
  Id,
  MessageView,
  OperationView,
  UploadView,
} from '../../../src/common';
import type { MailContext } from '../../../src/server/context';
import type { Mailbox } from '../../../src/server/imap';
import { drain, drainSends } from '../../../src/server/outbox';
import { table } from '../../../src/server/store/db/rows';
import { pull } from '../../../src/server/sync';
import { startBed } from '../../bed';
import type { BedOptions, LocalMicrosoft } from '../../bed/types';
import { begin, comeBack, save, settingsOf } from '../accounts/world';
import { bootApp, type BootedApp, type BootOptions, type Caller } from '../boot';

export const ANNA = { name: 'Anna Müller', address: 'anna@contoso.example' };
export const BEN = { name: 'Ben Ober', address: 'ben@contoso.example' };

/** The real app and a local Microsoft, with two people whose mailboxes are connected. */
export class Scene {
  private constructor(
    readonly bed: LocalMicrosoft,
    readonly booted: BootedApp,
    readonly ctx: MailContext,
    readonly anna: Person,
    readonly ben: Person,
  ) {}

  static async start(options: BedOptions = {}, boot: BootOptions = {}): Promise<Scene> {
    const bed = await startBed({ profile: 'exchange', users: [ANNA, BEN], ...options });
    const booted = await bootApp(boot);
    const ctx: MailContext = { app: booted.app, log: booted.app.log };
    if ((await save(booted, settingsOf(bed))) !== 200) throw new Error('settings were refused');
    const anna = await Person.connect(bed, ctx, await booted.user('anna'), ANNA.address);
    const ben = await Person.connect(bed, ctx, await booted.user('ben'), BEN.address);
    return new Scene(bed, booted, ctx, anna, ben);
  }

  /** Connects a mailbox of a person who is signed in. */
  connect(caller: Caller, address: string): Promise<Person> {
    return Person.connect(this.bed, this.ctx, caller, address);
  }

  async stop(): Promise<void> {
    await this.booted.stop();
    await this.bed.stop();
  }
}

/** A user of the app with a connected mailbox. */
export class Person {
  private constructor(
    readonly ctx: MailContext,
    readonly caller: Caller,
    readonly accountId: Id,
    readonly address: string,
  ) {}

  static async connect(
    bed: LocalMicrosoft,
    ctx: MailContext,
    caller: Caller,
    address: string,
  ): Promise<Person> {
    const back = await comeBack(caller, await bed.authorize(await begin(caller), address));
    const accountId = new URL(back.headers.get('location') ?? '', caller.url).searchParams.get(
      'mailConnected',
    );
    if (!accountId)
      throw new Error(`not connected: ${back.status} ${back.headers.get('location')} ${await back.text()}`);
    return new Person(ctx, caller, accountId, address);
  }

  /** Whose mailbox is connected already. */
  static of(ctx: MailContext, caller: Caller, accountId: Id, address: string): Person {
    return new Person(ctx, caller, accountId, address);
  }

  /** The same person at a shared mailbox. */
  sharing(accountId: Id, address: string): Person {
    return new Person(this.ctx, this.caller, accountId, address);
  }

  /** What a worker does: first what was asked for, then what has changed. */
  async turn(): Promise<void> {
    await this.withMailbox(async (mailbox) => {
      await drain(this.ctx, { id: this.accountId }, mailbox);
      await pull(this.ctx, { id: this.accountId, userId: Number(this.caller.userId) }, mailbox, {
        signal: new AbortController().signal,
        budget: 20_000,
      });
    });
  }

  /** The same person at another mailbox. */
  at(accountId: Id): Person {
    return new Person(this.ctx, this.caller, accountId, this.address);
  }

  async drain(): Promise<void> {
    await this.withMailbox((mailbox) => drain(this.ctx, { id: this.accountId }, mailbox));
  }

  private async withMailbox(visit: (mailbox: Mailbox) => Promise<void>): Promise<void> {
    const mailbox = await openMailbox(this.ctx, this.accountId);
    try {
      await visit(mailbox);
    } finally {
      await mailbox.close();
    }
  }

  /** Submits what is due now. */
  async sends(): Promise<void> {
    await drainSends(this.ctx, this.accountId);
  }

  compose(input: Partial<ComposeInput>): ComposeInput {
    const empty = { to: [], cc: [], bcc: [], subject: '', html: '', uploadIds: [], attachmentIds: [] };
    return { accountId: this.accountId, ...empty, ...input };
  }

  async send(input: Partial<ComposeInput>): Promise<OperationView> {
    const { status, data, body } = await this.caller.post<OperationView>('mailMessages:send', {
      body: this.compose(input),
    });
    if (status !== 200) throw new Error(JSON.stringify(body));
    return data;
  }

  async operation(id: Id): Promise<OperationView | undefined> {
    const { status, data } = await this.caller.get<OperationView>('mailOperations:get', {
      query: { filterByTk: String(id) },
    });
    return status === 404 ? undefined : data;
  }

  /** Time goes by: whatever waits may be tried now, and whoever works on it counts as dead. */
  async letTimePass(): Promise<void> {
    await table(this.ctx, 'mailOperations').update(
      { nextAttemptAt: new Date(0) },
      { where: { accountId: this.accountId } },
    );
  }

  async upload(
    name: string,
    content: Blob | string,
    type = 'application/octet-stream',
    contentId?: string,
  ): Promise<UploadView> {
    const form = new FormData();
    form.append('file', new Blob([content], { type }), name);
    const { status, data, body } = await this.caller.post<UploadView>('mailUploads:create', {
      ...{ body: form, query: contentId === undefined ? {} : { contentId } },
    });
    if (status !== 200) throw new Error(JSON.stringify(body));
    return data;
  }

  async folder(role: string): Promise<FolderView> {
    const filter = { accountId: this.accountId };
    const { data } = await this.caller.get<FolderView[]>('mailFolders:list', {
      query: { filter, paginate: 'false' },
    });
    const found = data.find((folder) => folder.role === role);
    if (!found) throw new Error(`no folder for ${role} in ${data.map(({ path }) => path).join(', ')}`);
    return found;
  }

  async messages(role = 'inbox'): Promise<MessageView[]> {
    const filter = { folderId: (await this.folder(role)).id };
    const { data, body } = await this.caller.get<MessageView[]>('mailMessages:list', {
      query: { filter, sort: '-id', paginate: 'false' },
    });
    if (!data) throw new Error(JSON.stringify(body));
    return data;
  }

  async message(subject: string, role = 'inbox'): Promise<MessageView> {
    const found = (await this.messages(role)).find((message) => message.subject === subject);
    if (!found) throw new Error(`no mail "${subject}" in ${role}`);
    return found;
  }
}

/** The scene of a block of tests: Anna's folders are listed, and nothing that was sent in one test is there in the next. */
export function useScene(begin: (scene: Scene) => void): void {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.start();
    // Sent is known only after the folders were listed.
    await scene.anna.turn();
    begin(scene);
  });
  afterAll(() => scene?.stop());
  afterEach(async () => {
    scene.bed.clearFaults();
    for (const name of ['mailOperations', 'mailDrafts', 'mailUploads', 'mailBlobs'] as const)
      await table(scene.ctx, name).destroy({ where: {} });
  });
}

/** A statement that Sequelize was given, with its values behind it in single quotes. */
export function statementText([sql]: unknown[]): string {
  if (typeof sql === 'string') return sql;
  const { query, bind } = sql as { query: string; bind?: unknown };
  return `${query} ${JSON.stringify(bind ?? {}).replaceAll('"', "'")}`;
}
