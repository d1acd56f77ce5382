import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AccountView, FolderView, Id, MessageView, SnoozeView } from '../../src/common';
import { bringBackDue } from '../../src/server/snoozes';
import { table } from '../../src/server/store/db/rows';
import { bootApp, type Caller } from './boot';
import { ANNA, Scene, type Person } from './outbox/scene';

const PLUGINS = ['notification-manager', 'notification-in-app-message'];
const DAY = 24 * 60 * 60_000;
const later = (days = 1) => new Date(Date.now() + days * DAY).toISOString();

describe('a message that is snoozed', () => {
  let scene: Scene;
  let anna: Person;
  let ids: Map<string, Id>;
  let count = 0;

  beforeAll(async () => {
    scene = await Scene.start({}, { plugins: PLUGINS });
    ({ anna } = scene);
  });
  afterAll(() => scene?.stop());
  afterEach(async () => {
    await table(scene.ctx, 'mailMessages').update({ snoozedUntil: null, returnedAt: null }, { where: {} });
    await table(scene.ctx, 'mailThreads').update({ apart: null }, { where: {} });
    await notices().destroy({ where: {} });
  });

  const notices = () => scene.booted.app.db.getCollection('notificationInAppMessages').model;
  const told = async () =>
    (await notices().findAll()).map((row) => ({
      text: `${String(row.get('title'))}: ${String(row.get('content'))}`,
      url: (row.get('options') as { url: string }).url,
    }));
  /** Delivers messages to Anna's Inbox, each a minute older than the one before, and loads them. */
  const deliver = async (subjects: string[], to?: string) => {
    const answered = to === undefined ? [] : [`In-Reply-To: <${to}>`];
    for (const [index, subject] of subjects.entries()) {
      const id = `s${++count}@elsewhere.example`;
      const raw = ['From: carl@elsewhere.example', `To: ${ANNA.address}`, `Subject: ${subject}`];
      const source = [...raw, `Message-ID: <${id}>`, ...answered, '', 'x'].join('\r\n');
      const date = new Date(Date.now() - 10 * DAY + count * 60_000 - index * 600_000);
      await scene.bed.mailbox(ANNA.address).append({ raw: Buffer.from(source), date });
    }
    await anna.turn();
    const rows = await table(scene.ctx, 'mailMessages').findAll({ where: { accountId: anna.accountId } });
    ids = new Map(rows.map((row) => [row.get('subject') as string, row.get('id') as Id]));
    return `s${count}@elsewhere.example`;
  };
  const snooze = (subjects: string[], until: string | null, body: object = {}, who = anna.caller) =>
    who.post<SnoozeView>('mailMessages:snooze', {
      body: { ids: subjects.map((subject) => ids.get(subject)), until, ...body },
    });
  const page = async (query: Record<string, unknown>, who: Caller = anna.caller) => {
    const { body } = await who.get<{ data: MessageView[]; meta: { next: string | null } }>(
      'mailMessages:page',
      { query: { accountId: anna.accountId, ...query } },
    );
    return { rows: body.data, next: body.meta.next };
  };
  const listed = async (query: Record<string, unknown>) =>
    (await page(query)).rows.map(({ subject, back }) => (back ? `^${subject}` : subject));
  const inbox = (query: Record<string, unknown> = {}) => listed({ role: 'inbox', ...query });
  const matching = async (query: Record<string, unknown>) =>
    (
      await anna.caller.get<{ ids: Id[] }>('mailMessages:matching', {
        query: { accountId: anna.accountId, ...query },
      })
    ).data.ids.length;
  const counted = async (query: Record<string, unknown>) =>
    (
      await anna.caller.get<{ count: number }>('mailMessages:countMatching', {
        query: { accountId: anna.accountId, ...query },
      })
    ).data.count;
  const unread = async () => {
    const folders = await anna.caller.get<FolderView[]>('mailFolders:list', {
      query: { filter: JSON.stringify({ role: 'inbox', accountId: anna.accountId }) },
    });
    const accounts = await anna.caller.get<AccountView[]>('mailAccounts:list');
    return [
      folders.data[0].unread,
      accounts.data.find(({ id }) => String(id) === String(anna.accountId))?.unread,
    ];
  };
  const comes = (subjects: string[]) =>
    table(scene.ctx, 'mailMessages').update(
      { snoozedUntil: new Date(1000) },
      { where: { id: subjects.map((subject) => ids.get(subject)) } },
    );
  const row = async (subject: string) =>
    (await table(scene.ctx, 'mailMessages').findByPk(ids.get(subject)))?.get({
      plain: true,
    }) as object as MessageView;

  it('leaves the lists of its folder and their counts, but not searches, and returns when it is woken', async () => {
    await deliver(['A1', 'A2', 'A3', 'A4']);
    const all = await inbox();
    expect(all.slice(0, 4).sort()).toEqual(['A1', 'A2', 'A3', 'A4']);
    const [folder] = await unread();
    expect(folder).toBe(all.length);
    const until = [later(2), later(1)];
    expect((await snooze(['A2'], until[0])).data.changed).toEqual([{ id: ids.get('A2'), before: null }]);
    await snooze(['A3'], until[1]);
    const rest = all.filter((subject) => !['A2', 'A3'].includes(subject));
    expect(await inbox()).toEqual(rest);
    for (const query of [
      { conversations: true },
      { show: 'unread' },
      { show: 'unread', conversations: true },
    ])
      expect(await inbox(query), JSON.stringify(query)).toEqual(rest);
    expect(await listed({ show: 'unread', q: '-in:trash' })).toEqual(rest);
    expect(await listed({ show: 'unread', q: '-in:trash', conversations: true })).toEqual(rest);
    expect(await inbox({ sort: 'subject' })).toEqual([...rest].sort());
    expect(await inbox({ sort: 'oldest' })).toEqual([...rest].reverse());
    expect([await counted({ role: 'inbox' }), await matching({ role: 'inbox' })]).toEqual([
      rest.length,
      rest.length,
    ]);
    expect(await unread()).toEqual([rest.length, rest.length]);
    // Searches find it, with its conversation and its time.
    expect(await listed({ q: 'A2' })).toEqual(['A2']);
    const [found] = (await page({ q: 'A2', conversations: true })).rows;
    expect([found.snoozedUntil, found.conversation?.total]).toEqual([until[0], 1]);
    expect(await inbox({ q: '-is:snoozed' })).toEqual(rest);
    // The list of what is snoozed is in the order in which it comes back, page by page.
    for (const conversations of [{}, { conversations: true }]) {
      const first = await page({ q: 'is:snoozed', limit: 1, ...conversations });
      const second = await page({ q: 'is:snoozed', limit: 1, before: first.next, ...conversations });
      expect([...first.rows, ...second.rows].map(({ subject }) => subject)).toEqual(['A3', 'A2']);
    }
    expect([await counted({ q: 'is:snoozed' }), await matching({ q: 'is:snoozed' })]).toEqual([2, 2]);

    const again = await snooze(['A2'], later(5));
    expect(again.data.changed).toEqual([{ id: ids.get('A2'), before: until[0] }]);
    await snooze(['A2', 'A3', 'A4'], null);
    expect(await inbox()).toEqual(all);
    expect(await unread()).toEqual([all.length, all.length]);
  });

  it('comes back unread at the top, is told of once, and stays there until it is read', async () => {
    const first = await deliver(['B1']);
    await deliver(['B2'], first);
    await deliver(['B3', 'B4', 'B5']);
    const [b1] = [await row('B1')];
    expect((await row('B2')).threadKey).toBe(b1.threadKey);
    await anna.caller.post('mailMessages:flag', { body: { ids: [...ids.values()], seen: true } });
    await snooze(['B2'], later(), { conversations: true });
    await snooze(['B4'], later());
    const rest = await inbox();
    expect(rest).not.toContain('B1');
    await bringBackDue(scene.ctx);
    expect(await inbox()).toEqual(rest);

    await comes(['B1', 'B2', 'B4']);
    await bringBackDue(scene.ctx);
    const back = await inbox();
    expect(back.filter((subject) => subject.startsWith('^')).sort()).toEqual(['^B2', '^B4']);
    expect(back).toHaveLength(rest.length + 3);
    expect([(await row('B1')).seen, (await row('B2')).seen, (await row('B4')).seen].map(Boolean)).toEqual([
      true,
      false,
      false,
    ]);
    // Every message once, on whichever page.
    const seen: string[] = [];
    for (let before: string | null = null; ;) {
      const { rows, next } = await page({ role: 'inbox', limit: 2, ...(before ? { before } : {}) });
      seen.push(...rows.map(({ subject }) => subject));
      if (next === null) break;
      before = next;
    }
    expect([...seen].sort()).toEqual(back.map((subject) => subject.replace('^', '')).sort());
    const whole = await inbox({ conversations: true });
    expect(whole.filter((subject) => /B[124]/.test(subject)).sort()).toEqual(['^B2', '^B4']);
    const [{ conversation } = { conversation: undefined }] = (
      await page({ role: 'inbox', conversations: true })
    ).rows.filter(({ subject }) => subject === 'B2');
    expect(conversation).toMatchObject({ total: 2, unread: 1 });
    expect((await inbox({ show: 'unread', conversations: true })).sort()).toEqual(['^B2', '^B4']);
    expect(await unread()).toEqual([2, 2]);
    expect(await counted({ role: 'inbox' })).toBe(back.length);
    const folderId = String(b1.folderId);
    const notice = `2 messages are back: They were snoozed in the mailbox ${ANNA.address}`;
    await expect.poll(told).toEqual([{ text: notice, url: `/admin/mail?folder=${folderId}` }]);

    // The server marks it as unread too, and it stays where it is.
    await anna.turn();
    await bringBackDue(scene.ctx);
    expect((await inbox()).filter((subject) => subject.startsWith('^'))).toHaveLength(2);
    expect(await told()).toHaveLength(1);
    await anna.caller.post('mailMessages:flag', { body: { ids: [ids.get('B2')], seen: true } });
    await anna.caller.post('mailMessages:archive', { body: { ids: [ids.get('B4')] } });
    expect(await row('B4')).toMatchObject({ snoozedUntil: null, returnedAt: null });
    const after = await inbox();
    expect(after.filter((subject) => subject.startsWith('^'))).toEqual([]);
    expect(after).toEqual(expect.arrayContaining(['B1', 'B2', 'B3', 'B5']));
  });

  it('is back at once with a new message in its conversation, but not with an old one that is loaded late', async () => {
    const first = await deliver(['C1']);
    await snooze(['C1'], later());
    count -= 5000;
    await deliver(['C0'], first);
    expect(await row('C1')).toMatchObject({ snoozedUntil: expect.anything() as unknown });
    count += 5001;
    await deliver(['C2'], first);
    expect(await row('C1')).toMatchObject({ snoozedUntil: null });
    expect((await inbox()).filter((subject) => subject.startsWith('C'))).toHaveLength(3);
  });

  it('is snoozed no longer once it is moved or deleted, by anyone, and else keeps it', async () => {
    await deliver(['D1', 'D2', 'D3', 'D4']);
    const until = later();
    await snooze(['D1', 'D2', 'D3', 'D4'], until);
    await anna.caller.post('mailMessages:archive', { body: { ids: [ids.get('D1')] } });
    await anna.caller.post('mailMessages:remove', { body: { ids: [ids.get('D2')] } });
    for (const subject of ['D1', 'D2']) expect(await row(subject)).toMatchObject({ snoozedUntil: null });
    await anna.turn();
    // Meanwhile, another program moves it to the trash, and the others get new UIDs.
    const box = scene.bed.mailbox(ANNA.address);
    const d4 = (await box.list('INBOX')).at(-1);
    await box.move('INBOX', d4?.uid ?? 0, 'Deleted Items');
    await anna.turn();
    expect(await row('D4')).toMatchObject({ snoozedUntil: null });
    await box.resetUidValidity('INBOX');
    await box.list('INBOX');
    for (let turn = 0; turn < 3; turn++) await anna.turn();
    expect(await row('D3')).toMatchObject({ snoozedUntil: new Date(until), vanishedAt: null });
    // It lies in the archive, where nothing is left to be done.
    expect((await snooze(['D1'], later())).data.changed).toEqual([]);
  });

  it('is refused with a time that makes no sense, and to everyone else', async () => {
    await deliver(['E1']);
    for (const until of [new Date(Date.now() - 1000).toISOString(), later(367), 'tomorrow', undefined])
      expect((await snooze(['E1'], until as string)).status, until).toBe(400);
    for (const who of [scene.ben.caller, scene.booted.root]) {
      expect((await snooze(['E1'], later(), {}, who)).status).toBe(404);
      expect((await snooze(['E1'], null, {}, who)).status).toBe(404);
    }
    expect((await snooze(['E1'], later(), {}, scene.booted.nobody)).status).toBe(401);
    expect((await row('E1')).snoozedUntil).toBeNull();
  });

  it('is still snoozed if the process dies while it is brought back, and comes back afterwards', async () => {
    await deliver(['G1']);
    await anna.caller.post('mailMessages:flag', { body: { ids: [ids.get('G1')], seen: true } });
    await snooze(['G1'], later());
    await comes(['G1']);
    const operations = table(scene.ctx, 'mailOperations');
    operations.addHook('beforeCreate', 'dies', () => {
      throw new Error('the process dies');
    });
    try {
      await expect(bringBackDue(scene.ctx)).rejects.toThrow('the process dies');
    } finally {
      operations.removeHook('beforeCreate', 'dies');
    }
    expect(await row('G1')).toMatchObject({ returnedAt: null, snoozedUntil: new Date(1000) });
    expect(Boolean((await row('G1')).seen)).toBe(true);
    expect(await inbox()).not.toContain('^G1');
    await bringBackDue(scene.ctx);
    expect(await inbox()).toContain('^G1');
    expect(Boolean((await row('G1')).seen)).toBe(false);
    await expect.poll(told).toHaveLength(1);
  });

  // The last one, because the host's notifications end with the first app that stops in a process.
  it('is brought back by one of several nodes, once, and told of once', async () => {
    const second = await bootApp({ database: scene.booted.database, installed: true, plugins: PLUGINS });
    try {
      const nodes = [scene.ctx, { app: second.app, log: second.app.log }, scene.ctx];
      await deliver(['F1', 'F2']);
      await anna.caller.post('mailMessages:flag', { body: { ids: [...ids.values()], seen: true } });
      for (const round of [1, 2]) {
        await snooze([`F${round}`], later());
        await comes([`F${round}`]);
        await Promise.all(nodes.map((ctx) => bringBackDue(ctx)));
        await expect.poll(async () => (await told()).length).toBeGreaterThanOrEqual(round);
        expect(await told()).toHaveLength(round);
        const changes = await table(scene.ctx, 'mailOperations').findAll({ where: { kind: 'flag' } });
        const unread = changes
          .map((each) => each.get('payload') as { flags: { seen: boolean }; messages: Array<{ id: Id }> })
          .filter(({ flags }) => !flags.seen);
        const marked = unread.filter(({ messages }) =>
          messages.some(({ id }) => String(id) === String(ids.get(`F${round}`))),
        );
        expect(marked).toHaveLength(1);
      }
    } finally {
      await second.stop({ keepDatabase: true });
    }
  });
});
