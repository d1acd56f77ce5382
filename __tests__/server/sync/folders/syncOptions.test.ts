import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { drain, enqueueMove } from '../../../../src/server/outbox';
import { findAccount } from '../../../../src/server/store/accounts/accounts';
import { inboxSeen } from '../../../../src/server/store/folders/folders';
import { table } from '../../../../src/server/store/db/rows';
import { saveSyncOptions } from '../../../../src/server/store/folders/syncOptions';
import { loadBodies } from '../../../../src/server/sync/bodies/loadBodies';
import { sessionOf } from '../../../../src/server/sync/session';
import { mail } from '../../imap/mailboxes';
import { startSyncWorld, type Synced, type SyncWorld } from '../synced';

describe.each(['exchange', 'full'] as const)('folders and period of a mailbox of %s', (profile) => {
  let world: SyncWorld;
  let box: Synced;
  beforeAll(async () => void (world = await startSyncWorld(profile)));
  beforeEach(async () => void (box = await world.fresh()));
  afterAll(() => world.stop());

  /** A mail at noon of each day of October 2026. */
  const fill = (folder: string, days: number[]) =>
    box.box.append(
      ...days.map((day) => ({
        raw: mail(`${folder} ${day}`, { 'Message-ID': `<${folder}-${day}@x>`.replace(' ', '') }),
        folder,
        date: new Date(Date.UTC(2026, 9, day, 12)),
        flags: day % 2 ? ['\\Seen'] : [],
      })),
    );
  const choose = async (path: string, leftOut: boolean) => {
    const id = (await box.folder(path))?.id as string;
    await saveSyncOptions(box.ctx, box.account.id, [{ id, leftOut, chosen: !leftOut }]);
  };
  const since = (day: string | null) => saveSyncOptions(box.ctx, box.account.id, [], day);
  const subjects = async (path?: string) => (await box.messages(path)).map((row) => row.subject).sort();
  const days = Array.from({ length: 20 }, (_, index) => index + 1);
  const named = (folder: string, from: number, to = 20) =>
    days.filter((day) => day >= from && day <= to).map((day) => `${folder} ${day}`);

  it('leaves out what holds no mail, with what lies in it, unless the user wants it', async () => {
    await box.box.createFolder('Kalender');
    await box.box.createFolder('Projects/Notes');
    await box.box.createFolder('Sync Issues/Conflicts');
    for (const path of ['Outbox', 'Kalender', 'Projects/Notes', 'Sync Issues/Conflicts', 'INBOX'])
      await fill(path, [1]);
    await box.pullAll();
    expect(await subjects()).toEqual(['INBOX 1', 'Projects/Notes 1']);
    expect(await box.folder('Sync Issues/Conflicts')).toMatchObject({ total: 0, uidValidity: null });
    await choose('Kalender', false);
    await box.pullAll();
    expect(await subjects()).toEqual(['INBOX 1', 'Kalender 1', 'Projects/Notes 1']);
  });

  it('keeps what was opened before, whatever it is called', async () => {
    await box.box.createFolder('Notes');
    await box.box.createFolder('Notes/Recipes');
    for (const path of ['Notes', 'Notes/Recipes']) await fill(path, [1]);
    await box.pull();
    // As a version before this one left it: loaded, and nobody has said anything.
    const ids = (await box.rows('mailFolders')).map(({ id }) => id);
    await table(box.ctx, 'mailFolders').update({ chosen: true, leftOut: false }, { where: { id: ids } });
    await box.pullAll();
    await table(box.ctx, 'mailFolders').update({ chosen: null }, { where: { id: ids } });
    await box.pullAll();
    expect(await subjects()).toEqual(['Notes 1', 'Notes/Recipes 1']);
    expect(await box.folder('Notes')).toMatchObject({ chosen: true, leftOut: false });
    expect(await box.folder('INBOX')).toMatchObject({ chosen: null, leftOut: false });
    // What the user says still holds.
    await choose('Notes', true);
    await box.pullAll();
    expect(await subjects()).toEqual(['Notes/Recipes 1']);
  });

  it('is not done while something more urgent keeps it from dropping what lies before the day', async () => {
    await fill(
      'INBOX',
      Array.from({ length: 520 }, () => 2),
    );
    await fill('INBOX', [20]);
    await box.pullAll();
    await since('2026-10-11');
    expect((await box.pull({ hurry: () => true })).complete).toBe(false);
    expect(await box.rows('mailMessages')).toHaveLength(21);
    expect((await box.pull()).complete).toBe(true);
    expect(await subjects()).toEqual(['INBOX 20']);
  });

  it('does not open a left-out folder for the texts of its mails', async () => {
    await fill('Archive', [1]);
    await box.pullAll();
    const { id } = (await box.folder('Archive')) as { id: string };
    await table(box.ctx, 'mailMessages').update({ bodyState: 'pending' }, { where: { folderId: id } });
    await choose('Archive', true);
    const session = sessionOf(box.ctx, box.account, await box.mailbox(), {
      signal: new AbortController().signal,
      budget: 1000,
    });
    await loadBodies(session, { until: Infinity });
    expect(await box.rows('mailMessages', { bodyState: 'pending' })).toHaveLength(1);
  });

  it('drops the mails of a folder that is left out, and loads them again', async () => {
    await fill('INBOX', [1]);
    await fill('Archive', days);
    await box.pullAll();
    await choose('Archive', true);
    const done = await box.pull();
    expect(done).toEqual({ complete: true, done: 1, total: 1 });
    expect(await box.rows('mailMessages')).toHaveLength(1);
    expect(await box.rows('mailBodies')).toHaveLength(1);
    expect(await box.rows('mailThreads')).toHaveLength(1);
    expect(await box.folder('Archive')).toMatchObject({ total: 0, unread: 0 });
    expect(await box.box.list('Archive')).toHaveLength(20);
    await choose('Archive', false);
    await box.pullAll();
    expect(await subjects('Archive')).toEqual(named('Archive', 1).sort());
    expect(await box.folder('Archive')).toMatchObject({ total: 20, unread: 10 });
  });

  it('moves a mail into a folder that is left out: there it is, and here no more', async () => {
    await fill('INBOX', [1, 2]);
    await box.pullAll();
    await choose('Archive', true);
    await box.pull();
    const [, older] = await box.messages('INBOX');
    const target = (await box.folder('Archive'))?.id as string;
    await enqueueMove(box.ctx, box.account.userId, [older?.id ?? ''], target);
    // Not yet carried out: what was asked for comes before dropping.
    await box.pull();
    expect(await box.rows('mailMessages')).toHaveLength(2);
    await drain(box.ctx, box.account, await box.mailbox());
    await box.pull();
    expect(await box.box.list('Archive')).toHaveLength(1);
    expect(await subjects()).toEqual(['INBOX 2']);
    expect(await box.rows('mailMessages')).toHaveLength(1);
  });

  it('loads from a day on, and follows when that day is changed', async () => {
    await since('2026-10-11');
    await fill('INBOX', days);
    await box.pullAll();
    expect(await subjects()).toEqual(named('INBOX', 11).sort());
    expect(await box.folder('INBOX')).toMatchObject({ total: 10, unread: 5, beyond: 10, beyondUnread: 5 });
    // As IDLE will count them.
    expect(await inboxSeen(box.ctx, box.account.id)).toMatchObject({ total: 20 });
    expect(await findAccount(box.ctx, box.account.id)).toMatchObject({ progressDone: 10, progressTotal: 10 });
    const kept = new Map((await box.messages()).map((row) => [row.subject, String(row.id)]));

    await since('2026-10-16');
    await box.pullAll();
    expect(await box.rows('mailMessages')).toHaveLength(5);
    expect(await subjects()).toEqual(named('INBOX', 16).sort());
    expect(await box.box.list('INBOX')).toHaveLength(20);

    // What came meanwhile is new, and what is older is loaded behind it.
    await fill('INBOX', [21]);
    await since(null);
    await box.pullAll();
    expect(await subjects()).toEqual([...named('INBOX', 1), 'INBOX 21'].sort());
    expect(await box.folder('INBOX')).toMatchObject({ total: 21, unread: 10, beyond: 0, loadedFrom: 1 });
    const now = new Map((await box.messages()).map((row) => [row.subject, String(row.id)]));
    expect(now.get('INBOX 20')).toBe(kept.get('INBOX 20'));
    expect(await box.rows('mailBodies')).toHaveLength(21);
  });

  it('drops a mail from before the day that was moved into a folder it had not looked at', async () => {
    await fill('INBOX', days);
    await box.pullAll();
    const oldest = (await box.messages()).at(-1)?.id ?? '';
    await box.box.resetUidValidity('Archive');
    // The bed's own connection notices the new UIDs at its second command only.
    await box.box.list('Archive');
    await since('2026-10-11');
    const target = (await box.folder('Archive'))?.id as string;
    await enqueueMove(box.ctx, box.account.userId, [oldest], target);
    await drain(box.ctx, box.account, await box.mailbox());
    for (let turn = 0; turn < 3; turn++) await box.pull();
    expect(await subjects()).toEqual(named('INBOX', 11).sort());
    expect(await box.rows('mailMessages')).toHaveLength(10);
    expect(await box.folder('Archive')).toMatchObject({ total: 0, beyond: 1 });
    expect(await box.box.list('Archive')).toHaveLength(1);
  });

  it('takes what lies before the day for neither new nor gone, whatever becomes of it', async () => {
    await since('2026-10-11');
    const uids = await fill('INBOX', days);
    await box.pullAll();
    await box.box.expunge('INBOX', [uids[2] ?? 0, uids[15] ?? 0]);
    await box.box.flag('INBOX', uids[3] ?? 0, { add: ['\\Seen', '\\Flagged'] });
    await box.box.flag('INBOX', uids[17] ?? 0, { add: ['\\Seen', '\\Flagged'] });
    // Has a high UID and came long ago.
    await fill('INBOX', [5]);
    await box.pull();
    await box.pull();
    expect(await subjects()).toEqual(
      named('INBOX', 11)
        .filter((name) => name !== 'INBOX 16')
        .sort(),
    );
    expect(await box.rows('mailMessages')).toHaveLength(9);
    expect(await box.folder('INBOX')).toMatchObject({ total: 9, unread: 3, beyond: 10, beyondUnread: 4 });
    expect(await findAccount(box.ctx, box.account.id)).toMatchObject({ unread: 3 });
  });

  it('keeps the row of a mail that another client moves, and goes on where it was cut off', async () => {
    await fill('INBOX', days);
    await box.pullAll();
    const before = (await box.messages()).find((row) => row.subject === 'INBOX 19');
    const uid = Number(before?.uid);
    await box.box.move('INBOX', uid, 'Archive');
    await since('2026-10-11');
    await box.pullAll();
    await box.pullAll();
    expect((await box.messages('Archive')).map((row) => String(row.id))).toEqual([String(before?.id)]);
    expect(await box.rows('mailMessages')).toHaveLength(10);
    // As if the process had died before the folder's cursor was written.
    await table(box.ctx, 'mailFolders').update(
      { syncedFrom: null, total: 19, beyond: 0 },
      { where: { accountId: box.account.id, role: 'inbox' } },
    );
    await box.pullAll();
    expect(await box.rows('mailMessages')).toHaveLength(10);
    expect(await box.folder('INBOX')).toMatchObject({ total: 9, beyond: 10, syncedFrom: '2026-10-11' });
  });
});
