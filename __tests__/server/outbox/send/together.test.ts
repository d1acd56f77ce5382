import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FolderView, Id, MessageView, OperationView } from '../../../../src/common';
import { table } from '../../../../src/server/store/db/rows';
import { ANNA, Scene, type Person } from '../scene';

const MAILS = 60;

describe('changes of many mails, and of folders', () => {
  let scene: Scene;
  let anna: Person;

  beforeAll(async () => {
    scene = await Scene.start();
    anna = scene.anna;
    const box = scene.bed.mailbox(ANNA.address);
    await box.createFolder('Projects');
    await box.append(
      ...Array.from({ length: MAILS }, (_, index) => ({
        raw: `From: x@example.com\r\nMessage-ID: <${index}@example.com>\r\nSubject: Mail ${index}\r\n\r\ntext\r\n`,
      })),
    );
    await anna.turn();
  });
  afterAll(() => scene?.stop());
  afterEach(() => scene.bed.clearFaults());

  const post = (action: string, body: Record<string, unknown>, filterByTk?: Id) =>
    anna.caller.post<{ id: Id }>(action, { body, query: filterByTk === undefined ? {} : { filterByTk } });
  const act = async (action: string, body: Record<string, unknown>, filterByTk?: Id) => {
    const answer = await post(action, body, filterByTk);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.data;
  };
  const box = () => scene.bed.mailbox(ANNA.address);
  const onServer = async (path: string) => (await box().list(path)).map(({ subject }) => subject);
  const flagsOf = async (path: string) =>
    new Map((await box().list(path)).map(({ subject, flags }) => [subject, flags.sort().join(' ')]));
  const folders = async () =>
    (
      await anna.caller.get<FolderView[]>('mailFolders:list', {
        query: { filter: { accountId: anna.accountId }, paginate: 'false' },
      })
    ).data;
  const at = async (path: string): Promise<FolderView> => {
    const found = (await folders()).find((folder) => folder.path === path);
    if (!found) throw new Error(`no ${path} in ${(await folders()).map((folder) => folder.path).join()}`);
    return found;
  };
  const shownIn = async (path: string): Promise<MessageView[]> => {
    const filter = { folderId: (await at(path)).id };
    const query = { filter, sort: '-id', paginate: 'false' };
    return (await anna.caller.get<MessageView[]>('mailMessages:list', { query })).data;
  };
  const inbox = async (from: number, to = from + 1) => {
    const all = new Map((await anna.messages()).map((mail) => [mail.subject, mail]));
    return Array.from({ length: to - from }, (_, index) => all.get(`Mail ${from + index}`) as MessageView);
  };
  const idsOf = (mails: MessageView[]) => mails.map(({ id }) => id);
  const operations = () => table(scene.ctx, 'mailOperations');
  const left = async () => (await anna.caller.get<OperationView[]>('mailOperations:list')).data;
  /** Commands of these names that `work` costs. */
  const commands = async (names: string[], work: () => Promise<void>) => {
    const counts = () => names.map((name) => scene.bed.counters.commands.get(name) ?? 0);
    const before = counts();
    await work();
    return counts().map((count, index) => count - before[index]);
  };

  it('are one command for fifty clicks, the last one of which counts', async () => {
    const mails = await inbox(0, 50);
    for (const { id } of mails) await act('mailMessages:flag', { ids: [id], seen: true });
    await act('mailMessages:flag', { ids: [mails[0].id], seen: false });
    await act('mailMessages:flag', { ids: [mails[1].id], seen: false });
    await act('mailMessages:flag', { ids: [mails[1].id], seen: true });
    expect(await operations().count()).toBe(53);
    expect(await commands(['UID STORE'], () => anna.drain())).toEqual([2]);
    expect(await operations().count()).toBe(0);
    const flags = await flagsOf('INBOX');
    expect([flags.get('Mail 0'), flags.get('Mail 1'), flags.get('Mail 49')]).toEqual([
      '',
      '\\Seen',
      '\\Seen',
    ]);
  });

  it('are one MOVE to each folder', async () => {
    const mails = await inbox(50, 60);
    const projects = await at('Projects');
    for (const { id } of mails.slice(0, 5))
      await act('mailMessages:move', { ids: [id], folderId: projects.id });
    for (const { id } of mails.slice(5)) await act('mailMessages:archive', { ids: [id] });
    await act('mailMessages:flag', { ids: idsOf(mails), flagged: true });
    expect(await commands(['UID MOVE', 'UID STORE'], () => anna.drain())).toEqual([2, 2]);
    expect(await onServer('Projects')).toEqual([50, 51, 52, 53, 54].map((number) => `Mail ${number}`));
    expect([...(await flagsOf('Archive')).values()]).toEqual(Array.from({ length: 5 }, () => '\\Flagged'));
    await anna.turn();
    expect(idsOf(await shownIn('Projects')).sort()).toEqual(idsOf(mails.slice(0, 5)).sort());
    expect(await operations().count()).toBe(0);
  });

  it('are all done but for the one that the server has something against', async () => {
    const mails = await inbox(10, 20);
    const uid = (await box().list('INBOX')).find(({ subject }) => subject === 'Mail 13')?.uid ?? 0;
    const contains = (set: string) =>
      set.split(',').some((run) => {
        const [from, to = from] = run.split(':').map(Number);
        return from <= uid && uid <= to;
      });
    // The server refuses every set that this mail is in.
    const line = Object.assign(/x/, {
      test: (text: string) => contains(/^UID STORE (\S+) /i.exec(text)?.[1] ?? ''),
    });
    scene.bed.imapFault({ kind: 'refuse', line });
    await act('mailMessages:flag', { ids: idsOf(mails), flagged: true });
    await act('mailMessages:flag', { ids: [mails[0].id], seen: false });
    await anna.drain();
    const flags = await flagsOf('INBOX');
    expect(mails.filter(({ subject }) => flags.get(subject)?.includes('\\Flagged'))).toHaveLength(9);
    expect(await left()).toMatchObject([{ kind: 'flag', state: 'pending', reason: 'server-unavailable' }]);
    // What is done to it afterwards waits for its turn.
    await act('mailMessages:move', { ids: [mails[3].id], folderId: (await at('Projects')).id });
    await anna.drain();
    expect(await onServer('INBOX')).toContain('Mail 13');
    for (let round = 0; round < 6; round++) {
      await anna.letTimePass();
      await anna.drain();
    }
    expect(await left()).toMatchObject([{ kind: 'flag', state: 'failed', reason: 'server-unavailable' }]);
    expect(await onServer('Projects')).toContain('Mail 13');
    await anna.turn();
    expect((await shownIn('Projects')).find(({ subject }) => subject === 'Mail 13')).toMatchObject({
      id: mails[3].id,
      flagged: false,
    });
    await operations().destroy({ where: {} });
  });

  it('say no twice where the server means it', async () => {
    const [mail] = await inbox(5);
    scene.bed.imapFault({ kind: 'refuse', line: /^UID MOVE/, text: '[NOPERM] Permission denied' });
    await act('mailMessages:move', { ids: [mail.id], folderId: (await at('Projects')).id });
    await anna.drain();
    expect(await left()).toMatchObject([{ kind: 'move', state: 'failed', reason: 'forbidden' }]);
    expect(idsOf(await inbox(5))).toEqual([mail.id]);
    await operations().destroy({ where: {} });
  });

  it('find mails again whose move was done when the process was killed', async () => {
    const mails = await inbox(20, 24);
    await act('mailMessages:archive', { ids: idsOf(mails) });
    const places = await box().list('INBOX');
    for (const { subject } of mails)
      await box().move('INBOX', places.find((place) => place.subject === subject)?.uid ?? 0, 'Archive');
    await operations().update({ state: 'running' }, { where: {} });
    await anna.turn();
    expect(await operations().count()).toBe(0);
    const archived = (await shownIn('Archive')).filter(({ subject }) =>
      mails.some((mail) => mail.subject === subject),
    );
    expect(idsOf(archived).sort()).toEqual(idsOf(mails).sort());
  });

  it('go to junk and back, and to an archive that is made for them', async () => {
    const [mail] = await inbox(6);
    await act('mailMessages:spam', { ids: [mail.id] });
    await anna.turn();
    expect(await onServer('Junk Email')).toEqual(['Mail 6']);
    await act('mailMessages:notSpam', { ids: [mail.id] });
    await anna.turn();
    expect(idsOf(await inbox(6))).toEqual([mail.id]);

    // The bed's server makes its special folders anew: one that we do not know of is the nearest to none.
    await table(scene.ctx, 'mailFolders').destroy({ where: { path: 'Archive', accountId: anna.accountId } });
    await act('mailMessages:archive', { ids: [mail.id] });
    expect(await at('Archive')).toMatchObject({ role: 'archive', total: 1 });
    expect(idsOf(await shownIn('Archive'))).toEqual([mail.id]);
    expect(await commands(['CREATE', 'UID MOVE'], () => anna.drain())).toEqual([1, 1]);
    await anna.turn();
    expect(await onServer('Archive')).toContain('Mail 6');
    expect((await shownIn('Archive')).filter(({ subject }) => subject === 'Mail 6')).toMatchObject([
      { id: mail.id },
    ]);
  });

  it('make, rename and delete folders, at once here and in order on the server', async () => {
    const [mail] = await inbox(7);
    const { id } = await act('mailFolders:create', { accountId: anna.accountId, name: 'Kunden 客户' });
    const below = await act('mailFolders:create', { accountId: anna.accountId, parentId: id, name: 'A' });
    await act('mailMessages:move', { ids: [mail.id], folderId: below.id });
    await act('mailFolders:rename', { name: 'Partner' }, id);
    expect(await at('Partner/A')).toMatchObject({ id: below.id, total: 1 });
    expect(await commands(['CREATE', 'RENAME'], () => anna.drain())).toEqual([2, 1]);
    expect(await onServer('Partner/A')).toEqual(['Mail 7']);
    await anna.turn();
    expect(await at('Partner/A')).toMatchObject({ id: below.id });
    expect(idsOf(await shownIn('Partner/A'))).toEqual([mail.id]);

    await act('mailFolders:remove', {}, id);
    expect(await at('Deleted Items/Partner/A')).toMatchObject({ id: below.id });
    await anna.turn();
    expect(await onServer('Deleted Items/Partner/A')).toEqual(['Mail 7']);
    expect(idsOf(await shownIn('Deleted Items/Partner/A'))).toEqual([mail.id]);

    // A window that still shows it elsewhere: nothing is deleted.
    const asked = await post('mailFolders:remove', {}, id);
    expect(asked).toMatchObject({ status: 409, body: { errors: [{ code: 'confirm-permanent' }] } });
    expect(await operations().count()).toBe(0);
    await act('mailFolders:remove', { permanently: true }, id);
    expect(await at('Deleted Items/Partner')).toMatchObject({ selectable: false });
    await anna.turn();
    expect((await folders()).filter(({ path }) => path.includes('Partner'))).toEqual([]);
    expect(await operations().count()).toBe(0);
  });

  it('take a folder back that the server does not want, with the mails that were to go there', async () => {
    const [mail] = await inbox(8);
    scene.bed.imapFault({ kind: 'refuse', line: /^CREATE/, text: '[CANNOT] Invalid name' });
    const { id } = await act('mailFolders:create', { accountId: anna.accountId, name: 'Never' });
    await act('mailMessages:move', { ids: [mail.id], folderId: id });
    expect(idsOf(await shownIn('Never'))).toEqual([mail.id]);
    await anna.turn();
    expect((await folders()).map(({ path }) => path)).not.toContain('Never');
    expect(idsOf(await inbox(8))).toEqual([mail.id]);
    const reasons = (await left()).map(({ kind, state, reason }) => `${kind} ${state} ${reason}`).sort();
    expect(reasons).toEqual(['createFolder failed forbidden', 'move failed forbidden']);
    await operations().destroy({ where: {} });
  });

  it('keep the click on a folder over a pull that knows nothing of it', async () => {
    scene.bed.imapFault({ kind: 'refuse', line: /^(CREATE|RENAME)/ });
    await act('mailFolders:create', { accountId: anna.accountId, name: 'Later' });
    await act('mailFolders:rename', { name: 'Projects 2' }, (await at('Projects')).id);
    await anna.turn();
    expect((await folders()).map(({ path }) => path)).toEqual(
      expect.arrayContaining(['Later', 'Projects 2']),
    );
    scene.bed.clearFaults();
    await anna.letTimePass();
    await anna.turn();
    expect(await onServer('Later')).toEqual([]);
    expect(await onServer('Projects 2')).toContain('Mail 13');
    expect((await shownIn('Projects 2')).map(({ subject }) => subject)).toContain('Mail 13');
    expect(await left()).toEqual([]);
  });

  it('mark a whole folder as read, but not what comes after the click', async () => {
    const before = await at('INBOX');
    expect(before.unread).toBeGreaterThan(0);
    await act('mailFolders:markRead', {}, before.id);
    expect(await at('INBOX')).toMatchObject({ unread: 0 });
    expect((await anna.messages()).filter(({ seen }) => !seen)).toEqual([]);
    await box().append({ raw: 'From: x@example.com\r\nSubject: New\r\n\r\nx\r\n' });
    await anna.turn();
    expect([...(await flagsOf('INBOX'))].filter(([, flags]) => !flags.includes('\\Seen'))).toEqual([
      ['New', ''],
    ]);
    expect(await at('INBOX')).toMatchObject({ unread: 1 });
  });

  it('empty the trash and nothing else, and not what comes after the click', async () => {
    const mails = await inbox(30, 36);
    await act('mailMessages:remove', { ids: idsOf(mails.slice(0, 3)) });
    await anna.turn();
    await act('mailMessages:remove', { ids: idsOf(mails.slice(3, 5)) });
    const trash = await at('Deleted Items');
    expect(trash.total).toBe(5);
    await act('mailFolders:empty', {}, trash.id);
    expect(await at('Deleted Items')).toMatchObject({ total: 0, unread: 0 });
    expect(await shownIn('Deleted Items')).toEqual([]);
    await act('mailMessages:remove', { ids: [mails[5].id] });
    await anna.turn();
    expect(await onServer('Deleted Items')).toEqual(['Mail 35']);
    expect(idsOf(await shownIn('Deleted Items'))).toEqual([mails[5].id]);
    expect(await onServer('INBOX')).toContain('Mail 36');
    expect(await operations().count()).toBe(0);
  });

  it('refuse system folders, names that exist, and folders of somebody else', async () => {
    const refused = async (action: string, body: Record<string, unknown>, id: Id, status: number) => {
      const answer = await post(action, body, id);
      expect([action, answer.status]).toEqual([action, status]);
      return (answer.body as unknown as { errors: [{ message: string }] }).errors[0].message;
    };
    const sent = await at('Sent Items');
    expect(await refused('mailFolders:remove', {}, sent.id, 403)).toContain('special folder');
    await refused('mailFolders:rename', { name: 'x' }, sent.id, 403);
    await refused('mailFolders:empty', {}, sent.id, 403);
    const later = await at('Later');
    expect(await refused('mailFolders:rename', { name: 'sent items' }, later.id, 400)).toContain('already');
    await refused('mailFolders:rename', { name: 'a/b' }, later.id, 400);
    await scene.ben.turn();
    const foreign = (await scene.ben.folder('trash')).id;
    for (const action of ['rename', 'remove', 'empty', 'markRead'])
      await refused(`mailFolders:${action}`, { name: 'x' }, foreign, 404);
    const create = { accountId: anna.accountId, parentId: foreign, name: 'x' };
    for (const body of [create, { accountId: scene.ben.accountId, name: 'x' }])
      expect((await anna.caller.post('mailFolders:create', { body })).status).toBe(404);
    expect(await operations().count()).toBe(0);
  });
});
