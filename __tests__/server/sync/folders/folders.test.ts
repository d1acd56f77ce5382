import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withFolder } from '../../../../src/server/imap';
import { table } from '../../../../src/server/store/db/rows';
import { inTransaction } from '../../../../src/server/store/db/transaction';
import { hideMessages } from '../../../../src/server/store/messages/vanish';
import { mail } from '../../imap/mailboxes';
import { startSyncWorld, type Synced, type SyncWorld } from '../synced';

const DAY = 24 * 60 * 60_000;

describe('a folder that vanishes', () => {
  let world: SyncWorld;
  let box: Synced;
  beforeAll(async () => void (world = await startSyncWorld('exchange')));
  beforeEach(async () => {
    world.bed.clearFaults();
    box = await world.fresh();
    await box.box.createFolder('Plans');
    for (const subject of ['one', 'two']) await box.box.append({ raw: mail(subject), folder: 'Plans' });
    await box.pullAll();
  });
  afterAll(() => world.stop());

  const idsOf = async (path?: string) => (await box.messages(path)).map(({ id }) => String(id)).sort();
  const deleteOnServer = async (path: string): Promise<void> => {
    // Dovecot makes a folder anew that a session has selected; the worker idles in the Inbox by now.
    await withFolder(await box.mailbox(), 'INBOX', async () => undefined);
    await box.box.deleteFolder(path);
  };
  /** As if it had vanished so long ago. */
  async function age(milliseconds: number): Promise<void> {
    const where = { accountId: box.account.id, path: 'Plans' };
    const row = await table(world.ctx, 'mailFolders').findOne({ where });
    const vanishedAt = new Date(new Date(row?.get('vanishedAt') as Date).getTime() - milliseconds);
    const folderId = row?.get('id');
    await table(world.ctx, 'mailFolders').update({ vanishedAt }, { where });
    await table(world.ctx, 'mailMessages').update({ vanishedAt }, { where: { folderId } });
  }
  const threadsIn = (folderId: unknown) => table(world.ctx, 'mailThreads').count({ where: { folderId } });

  it('keeps the rows of its messages where it was renamed and a message came meanwhile', async () => {
    const before = await idsOf('Plans');
    await withFolder(await box.mailbox(), 'INBOX', async () => undefined);
    await box.box.renameFolder('Plans', 'Projects');
    await box.box.append({ raw: mail('three'), folder: 'Projects' });
    await box.pull();
    expect((await box.messages('Projects')).map(({ subject }) => subject).sort()).toEqual([
      'one',
      'three',
      'two',
    ]);
    expect(await idsOf('Projects')).toEqual(expect.arrayContaining(before));
    expect(await box.messages()).toHaveLength(3);
    expect(await box.rows('mailBodies')).toHaveLength(3);
  });

  it('keeps them where all were moved away before it was deleted', async () => {
    const before = await idsOf('Plans');
    await withFolder(await box.mailbox(), 'INBOX', async () => undefined);
    for (const { uid } of await box.box.list('Plans')) await box.box.move('Plans', uid, 'Archive');
    await box.box.deleteFolder('Plans');
    await box.pull();
    expect(await idsOf('Archive')).toEqual(before);
    await box.pull();
    expect(await idsOf()).toEqual(before);
  });

  it('keeps them where they turn up only with a later look', async () => {
    const before = await idsOf('Plans');
    const sources = await Promise.all(
      (await box.box.list('Plans')).map(({ uid }) => box.box.source('Plans', uid)),
    );
    await deleteOnServer('Plans');
    for (let turn = 0; turn < 3; turn++) await box.pull();
    expect(await box.messages()).toEqual([]);
    for (const raw of sources) await box.box.append({ raw, folder: 'Archive' });
    await box.pull();
    expect(await idsOf('Archive')).toEqual(before);
  });

  it('is out of sight with its messages and threads at once, and deleted after a day', async () => {
    const folderId = (await box.folder('Plans'))?.id;
    expect(await threadsIn(folderId)).toBe(2);
    await deleteOnServer('Plans');
    await box.pull();
    expect(await box.messages()).toEqual([]);
    expect(await threadsIn(folderId)).toBe(0);
    expect(await box.folder('Plans')).toMatchObject({ selectable: false });
    const seen = await box.booted.root.get<Array<{ path: string }>>('mailFolders:list', {
      query: { filter: { accountId: box.account.id }, pageSize: 100 },
    });
    expect(seen.data.map(({ path }) => path)).toContain('INBOX');
    expect(seen.data.map(({ path }) => path)).not.toContain('Plans');
    await age(DAY - 60_000);
    await box.pull();
    expect(await box.rows('mailMessages')).toHaveLength(2);
    await age(2 * 60_000);
    await box.pull();
    expect(await box.folder('Plans')).toBeUndefined();
    expect(await box.rows('mailMessages')).toEqual([]);
    expect(await box.rows('mailBodies')).toEqual([]);
  });

  it('is itself again when the server lists it again, with what came and went meanwhile', async () => {
    const folder = await box.folder('Plans');
    const before = await box.messages('Plans');
    // The server's list lacks it, which is a mistake of the server's.
    box.bed.imapFault({ kind: 'say', line: /^\* LIST .*Plans.*\r\n/, instead: '' });
    await box.pull();
    expect(await box.messages()).toEqual([]);
    await box.pull();
    await box.box.append({ raw: mail('three'), folder: 'Plans' });
    const [first] = await box.box.list('Plans');
    await box.box.expunge('Plans', [first?.uid ?? 0]);
    box.bed.clearFaults();
    await box.pull();
    expect(await box.folder('Plans')).toMatchObject({ id: folder?.id, selectable: true, vanishedAt: null });
    const after = new Map((await box.messages('Plans')).map(({ subject, id }) => [subject, String(id)]));
    expect([...after.keys()].sort()).toEqual(['three', 'two']);
    expect(after.get('two')).toBe(String(before.find(({ subject }) => subject === 'two')?.id));
    expect(await threadsIn(folder?.id)).toBe(2);
  });

  it('gives its name to a new folder at once', async () => {
    await deleteOnServer('Plans');
    await box.pull();
    await box.booted.root.post('mailFolders:create', {
      body: { accountId: box.account.id, parentId: null, name: 'Plans' },
    });
    const rows = await box.rows('mailFolders', { path: 'Plans' });
    expect(rows.map(({ vanishedAt }) => vanishedAt !== null).sort()).toEqual([false, true]);
  });

  it('brings back a message that was taken for gone by mistake, in its row', async () => {
    const before = await idsOf('Plans');
    const { ctx } = world;
    const [gone] = before;
    await inTransaction(ctx, (transaction) => hideMessages(ctx, [gone ?? 0], transaction));
    expect(await box.messages('Plans')).toHaveLength(1);
    box.memory.comparedAt.clear();
    // Another folder cannot be looked at, so that nothing is deleted permanently yet.
    box.bed.imapFault({ kind: 'refuse', line: /^(STATUS|SELECT) Archive/ });
    await box.pull();
    expect(await idsOf('Plans')).toEqual(before);
  });

  describe('of a list that is not to be believed', () => {
    const listed = async () =>
      (await box.rows('mailFolders', { vanishedAt: null })).map(({ path }) => path).sort();

    it.each([
      ['is empty', /^\* LIST .*\r\n/, ''],
      ['has a line that cannot be read', /^(\* LIST .*)"?Plans"?\r\n/, '$1)))\r\n'],
      ['has no Inbox', /^\* LIST [^\r]*INBOX.*\r\n/, ''],
      ['names nothing that can be opened', /^\* LIST \([^)]*\)/, '* LIST (\\Noselect)'],
    ] as const)(
      'that %s, nothing is deleted or hidden, and the folders go on',
      async (_name, line, instead) => {
        const before = { folders: await listed(), messages: await idsOf() };
        box.bed.imapFault({ kind: 'say', line, instead });
        await box.box.append({ raw: mail('meanwhile'), folder: 'Plans' });
        for (let turn = 0; turn < 2; turn++) await box.pull();
        expect(await listed()).toEqual(before.folders);
        expect(await box.rows('mailFolders', { selectable: false })).toEqual([]);
        expect(await idsOf()).toEqual(expect.arrayContaining(before.messages));
        expect((await box.messages('Plans')).map(({ subject }) => subject)).toContain('meanwhile');
        box.bed.clearFaults();
        await box.box.createFolder('Later');
        await box.pull();
        expect(await listed()).toContain('Later');
      },
    );

    it('that breaks off with BYE, nothing is deleted or hidden', async () => {
      const before = { folders: await listed(), messages: await idsOf() };
      box.bed.imapFault({ kind: 'bye-at', line: /^\* LIST .*Junk/ });
      await expect(box.pull()).rejects.toMatchObject({ code: 'connection-lost' });
      box.bed.clearFaults();
      expect({ folders: await listed(), messages: await idsOf() }).toEqual(before);
      await box.pull();
      expect({ folders: await listed(), messages: await idsOf() }).toEqual(before);
    });

    it('that is refused, the folders go on over the same connection', async () => {
      box.bed.imapFault({ kind: 'refuse', line: /^LIST "" "?\*/, text: '[SERVERBUG] Internal server error' });
      const { imapLogins } = box.bed.counters;
      await box.box.createFolder('Later');
      await box.box.append({ raw: mail('meanwhile'), folder: 'Plans' });
      for (let turn = 0; turn < 2; turn++) await box.pull();
      expect(await listed()).not.toContain('Later');
      expect((await box.messages('Plans')).map(({ subject }) => subject)).toContain('meanwhile');
      expect(box.bed.counters.imapLogins).toBe(imapLogins);
    });

    it('of a mailbox that nothing is known of, the failure is told', async () => {
      const fresh = await world.fresh();
      world.bed.imapFault({
        kind: 'refuse',
        line: /^LIST "" "?\*/,
        text: '[SERVERBUG] Internal server error',
      });
      await expect(fresh.pull()).rejects.toMatchObject({ code: 'server-unavailable' });
    });
  });
});
