import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChangeHint } from '../../../src/common';
import { withFolder } from '../../../src/server/imap';
import { findAccount } from '../../../src/server/store/accounts/accounts';
import { table } from '../../../src/server/store/db/rows';
import { mail } from '../imap/mailboxes';
import { startSyncWorld, type Synced, type SyncWorld } from './synced';

const minute = 60_000;
const now = Date.now();

describe.each(['exchange', 'full'] as const)('pulling from %s', (profile) => {
  let world: SyncWorld;
  let box: Synced;
  beforeAll(async () => void (world = await startSyncWorld(profile)));
  beforeEach(async () => void (box = await world.fresh()));
  afterAll(() => world.stop());

  const fill = (count: number, folder = 'INBOX') =>
    box.box.append(
      ...Array.from({ length: count }, (_, index) => ({
        raw: mail(`${folder} ${index}`),
        folder,
        date: new Date(now - (count - index) * minute),
        flags: index % 2 ? ['\\Seen'] : [],
      })),
    );

  it('brings 300 mails, the newest of the Inbox first, and tells of it at once', async () => {
    await fill(300);
    await fill(40, 'Archive');
    const first = await box.pull({ budget: 0 });
    expect(first.complete).toBe(false);
    const inbox = await box.messages('INBOX');
    expect(inbox).toHaveLength(50);
    expect(inbox[0]?.subject).toBe('INBOX 299');
    expect(inbox[49]?.subject).toBe('INBOX 250');
    expect(await box.messages('Archive')).toHaveLength(25);
    // What is looked at first has its text, the rest only who, when and what.
    const states = (rows: Array<{ bodyState: string }>) => [...new Set(rows.map((row) => row.bodyState))];
    expect(states(inbox)).toEqual(['stored']);
    expect(states(await box.messages('Archive'))).toEqual(['pending']);
    const hints = box.booted.pushed.filter(
      ({ message }) =>
        message.type === 'mail:changed' && (message.payload as ChangeHint).accountId === box.account.id,
    );
    const inboxId = String((await box.folder('INBOX'))?.id);
    const told = hints
      .map(({ message }) => message.payload as ChangeHint)
      .find((hint) => hint.folderIds.map(String).includes(inboxId));
    expect(told?.what).toContain('messages');
    expect(String(hints[0]?.userId)).toBe(String(box.account.userId));
    await box.pullAll();
    expect(await box.messages('INBOX')).toHaveLength(300);
    expect(await box.messages('Archive')).toHaveLength(40);
    expect(await box.folder('INBOX')).toMatchObject({ role: 'inbox', total: 300, unread: 150 });
    const account = await findAccount(box.ctx, box.account.id);
    expect(account).toMatchObject({ progressDone: 340, progressTotal: 340, unread: 150 });
    expect(new Set((await box.messages()).map((row) => row.subject)).size).toBe(340);
    expect(await box.rows('mailBodies')).toHaveLength(340);
  });

  it('is content with an empty mailbox', async () => {
    expect(await box.pull()).toEqual({ complete: true, done: 0, total: 0 });
    expect(await box.messages()).toEqual([]);
    expect(await box.rows('mailFolders')).toHaveLength(8);
  });

  it('sees new mails, flags and removals of others, and leaves the rest alone', async () => {
    const uids = await fill(5);
    await box.pullAll();
    const before = await box.messages('INBOX');
    await box.box.append({ raw: mail('new one') });
    await box.box.flag('INBOX', uids[0] ?? 0, { add: ['\\Seen', '\\Flagged'] });
    await box.box.flag('INBOX', uids[1] ?? 0, { remove: ['\\Seen'] });
    await box.box.expunge('INBOX', [uids[2] ?? 0]);
    await box.pull({ only: 'INBOX' });
    const after = new Map((await box.messages('INBOX')).map((row) => [row.subject, row]));
    expect([...after.keys()].sort()).toEqual(['INBOX 0', 'INBOX 1', 'INBOX 3', 'INBOX 4', 'new one']);
    expect(after.get('INBOX 0')).toMatchObject({ seen: true, flagged: true });
    expect(after.get('INBOX 1')).toMatchObject({ seen: false });
    expect(await box.folder('INBOX')).toMatchObject({ total: 5, unread: 3 });
    for (const row of before.slice(0, 2)) expect(after.get(row.subject)?.id).toEqual(row.id);
    // The second half of the unlink.
    expect(await box.rows('mailMessages')).toHaveLength(6);
    await box.pull();
    expect(await box.rows('mailMessages')).toHaveLength(5);
    expect(await box.rows('mailBodies')).toHaveLength(5);
  });

  it('sees flags in a folder that it was cut off from while it compared them', async () => {
    const [uid = 0] = await fill(3, 'Archive');
    await box.pullAll();
    await box.box.flag('Archive', uid, { add: ['\\Flagged'] });
    // As after a restart: nothing is known of when flags were last compared.
    box.memory.comparedAt.clear();
    box.bed.imapFault({ kind: 'cut-at', line: /FETCH/ });
    await expect(box.pull()).rejects.toMatchObject({ code: 'connection-lost' });
    box.bed.clearFaults();
    await box.pull();
    expect((await box.messages('Archive')).filter(({ flagged }) => flagged)).toHaveLength(1);
  });

  it.each([
    ['INBOX', 'Archive'],
    ['Archive', 'INBOX'],
  ])('keeps the row of a mail that another client moves from %s to %s', async (from, to) => {
    const [uid = 0] = await box.box.append({ raw: mail('wanderer'), folder: from, flags: ['\\Flagged'] });
    await box.pullAll();
    const [before] = await box.messages(from);
    await box.box.move(from, uid, to);
    await box.pull();
    const [after, ...others] = await box.messages();
    expect(others).toEqual([]);
    expect(after).toMatchObject({ id: before?.id, folderId: (await box.folder(to))?.id, flagged: true });
    await box.pull();
    expect((await box.rows('mailMessages')).map((row) => row.id)).toEqual([before?.id]);
    expect(await box.rows('mailBodies')).toHaveLength(1);
  });

  it('keeps the row of a mail that is moved out of the trash into a new folder', async () => {
    const [uid = 0] = await box.box.append({ raw: mail('rescued'), folder: 'Deleted Items' });
    await box.pullAll();
    const [before] = await box.messages('Deleted Items');
    await box.box.createFolder('Rescued');
    await box.box.move('Deleted Items', uid, 'Rescued');
    await box.pull();
    expect(await box.messages()).toMatchObject([
      { id: before?.id, folderId: (await box.folder('Rescued'))?.id, bodyState: 'stored' },
    ]);
  });

  it('keeps two copies of one mail apart', async () => {
    const raw = mail('copied');
    await box.box.append({ raw }, { raw, folder: 'Sent Items' });
    await box.pullAll();
    await box.box.append({ raw, folder: 'Archive' });
    await box.pull();
    await box.pull();
    expect(await box.messages()).toHaveLength(3);
  });

  it('reseeds a folder whose UIDs have changed, keeping the rows', async () => {
    await fill(60);
    await box.pullAll();
    const before = (await box.messages('INBOX')).map((row) => String(row.id)).sort();
    const [oldest] = await box.box.list('INBOX');
    await box.box.resetUidValidity('INBOX');
    // The bed's own connection notices the new UIDs at its second command only.
    await box.box.list('INBOX');
    await box.box.expunge('INBOX', [oldest?.uid ?? 0]);
    expect(await box.box.list('INBOX')).toHaveLength(59);
    const validity = (await box.folder('INBOX'))?.uidValidity;
    await box.pull({ budget: 0 });
    expect((await box.folder('INBOX'))?.uidValidity).not.toBe(validity);
    expect((await box.messages('INBOX')).length).toBeGreaterThanOrEqual(59);
    await box.pullAll();
    await box.pull();
    const after = (await box.messages('INBOX')).map((row) => String(row.id)).sort();
    expect(after).toHaveLength(59);
    expect(before).toEqual(expect.arrayContaining(after));
    expect(await box.rows('mailMessages')).toHaveLength(59);
  });

  it.each([
    ['on one page', 5],
    ['with a history', 60],
  ])('forgets nothing of that where it ends in the middle, for a folder %s', async (_name, count) => {
    await fill(count);
    await box.pullAll();
    const [oldest] = await box.box.list('INBOX');
    await box.box.resetUidValidity('INBOX');
    await box.box.list('INBOX');
    await box.box.expunge('INBOX', [oldest?.uid ?? 0]);
    expect(await box.box.list('INBOX')).toHaveLength(count - 1);
    const messages = table(world.ctx, 'mailMessages');
    let ends = 0;
    const end = (options: { where?: unknown }) => {
      // What was not found under the new UIDs is about to be marked.
      if (!inspect(options.where, { depth: 5 }).includes('notIn')) return;
      ends++;
      throw new Error('the process ends');
    };
    messages.addHook('beforeBulkUpdate', 'end', end);
    await box.pullAll().catch(() => undefined);
    messages.removeHook('beforeBulkUpdate', 'end');
    expect(ends).toBe(1);
    await box.pullAll();
    expect(await box.messages('INBOX')).toHaveLength(count - 1);
  });

  it('follows folders as they are made, renamed and deleted', async () => {
    await box.box.createFolder('__proto__');
    await box.box.append({ raw: mail('odd'), folder: '__proto__' });
    await box.box.createFolder('Plans');
    await box.box.append(
      { raw: mail('plan one'), folder: 'Plans' },
      { raw: mail('plan two'), folder: 'Plans' },
    );
    await box.pullAll();
    expect(await box.messages('__proto__')).toMatchObject([{ subject: 'odd' }]);
    const plans = await box.folder('Plans');
    const ids = (await box.messages('Plans')).map((row) => row.id);
    await box.box.renameFolder('Plans', 'Deleted Items/Old plans');
    await box.pull();
    expect(await box.folder('Plans')).toBeUndefined();
    const renamed = await box.folder('Deleted Items/Old plans');
    expect(renamed).toMatchObject({ id: plans?.id, name: 'Old plans', parentPath: 'Deleted Items' });
    expect((await box.messages('Deleted Items/Old plans')).map((row) => row.id)).toEqual(ids);
    await box.box.createFolder('Short-lived');
    await box.box.append({ raw: mail('mayfly'), folder: 'Short-lived' });
    await box.pull();
    expect(await box.messages('Short-lived')).toHaveLength(1);
    // Dovecot makes a folder anew that a session has selected; the worker idles in the Inbox by now.
    await withFolder(await box.mailbox(), 'INBOX', async () => undefined);
    await box.box.deleteFolder('Short-lived');
    await box.pull();
    // Kept out of sight for a day (folders.test.ts).
    expect(await box.folder('Short-lived')).toMatchObject({ selectable: false });
    expect((await box.messages()).map((row) => row.subject)).not.toContain('mayfly');
    expect(await box.rows('mailBodies')).toHaveLength(4);
  });

  it('looks at the newest of a large folder, and at all of it when something below them went', async () => {
    const many = 2020;
    await fill(many);
    await box.pullAll();
    const uids = (await box.box.list('INBOX')).map(({ uid }) => uid);
    await box.box.flag('INBOX', uids.at(-1) ?? 0, { add: ['\\Flagged'] });
    await box.box.append({ raw: mail('new') });
    await box.pull();
    expect((await box.messages('INBOX')).slice(0, 2)).toMatchObject([
      { subject: 'new' },
      { subject: `INBOX ${many - 1}`, flagged: true },
    ]);
    await box.box.expunge('INBOX', uids.slice(0, 3));
    await box.pull();
    const left = await box.messages('INBOX');
    expect(left).toHaveLength(many - 2);
    expect(left.at(-1)).toMatchObject({ subject: 'INBOX 3' });
  });

  it('goes on where it was cut off, without duplicates', async () => {
    await fill(300);
    const abort = new AbortController();
    const cut = box.pull({ signal: abort.signal }).catch((error: Error) => error.name);
    while ((await box.rows('mailMessages')).length < 60)
      await new Promise((resolve) => setTimeout(resolve, 10));
    abort.abort();
    (await box.mailbox()).client.close();
    expect(await cut).not.toMatchObject({ complete: true });
    expect((await box.rows('mailBodies')).length).toBeLessThan(300);
    await box.box.append({ raw: mail('meanwhile') });
    await box.pullAll();
    const subjects = (await box.messages('INBOX')).map((row) => row.subject);
    expect(subjects).toHaveLength(301);
    expect(new Set(subjects).size).toBe(301);
    expect(await box.rows('mailBodies')).toHaveLength(301);
  });

  it('takes a cut connection for what it is', async () => {
    await fill(10);
    await box.pullAll();
    const { client } = await box.mailbox();
    const pulling = box.pull({ only: 'INBOX' }).catch((error: { code: string }) => error.code);
    client.close();
    expect(await pulling).toBe('connection-lost');
    expect(await box.messages('INBOX')).toHaveLength(10);
  });
});
