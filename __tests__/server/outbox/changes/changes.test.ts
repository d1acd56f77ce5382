import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id, MessageView } from '../../../../src/common';
import { table } from '../../../../src/server/store/db/rows';
import { ANNA, Scene, type Person } from '../scene';

describe('flag, move and remove', () => {
  let scene: Scene;
  let anna: Person;

  beforeAll(async () => {
    scene = await Scene.start();
    anna = scene.anna;
    const box = scene.bed.mailbox(ANNA.address);
    await box.createFolder('Projects');
    await box.createFolder('Doomed');
    for (let index = 1; index <= 9; index++) {
      await box.append({
        raw: `From: x@example.com\r\nTo: ${ANNA.address}\r\nMessage-ID: <${index}@example.com>\r\nSubject: Mail ${index}\r\n\r\ntext ${index}\r\n`,
      });
    }
    await anna.turn();
  });
  afterAll(() => scene?.stop());

  const act = async (verb: string, body: Record<string, unknown>, status = 200) =>
    expect((await anna.caller.post(`mailMessages:${verb}`, { body })).status).toBe(status);
  const remove = (body: Record<string, unknown>) =>
    anna.caller.post<{ trashed: Id[]; deleted: Id[] }>('mailMessages:remove', { body });
  const onServer = async (folder: string) =>
    (await scene.bed.mailbox(ANNA.address).list(folder)).map(({ subject }) => subject);
  const flagsOf = async (subject: string) =>
    (await scene.bed.mailbox(ANNA.address).list('INBOX')).find((mail) => mail.subject === subject)?.flags ??
    [];
  const folderId = async (path: string): Promise<Id> =>
    (await table(scene.ctx, 'mailFolders').findOne({ where: { accountId: anna.accountId, path } }))?.get(
      'id',
    ) as Id;
  const shownIn = async (path: string): Promise<MessageView[]> => {
    const filter = { folderId: await folderId(path) };
    return (
      await anna.caller.get<MessageView[]>('mailMessages:list', { query: { filter, paginate: 'false' } })
    ).data;
  };
  const counts = async (path: string) => {
    const row = await table(scene.ctx, 'mailFolders').findByPk(String(await folderId(path)));
    return { total: Number(row?.get('total')), unread: Number(row?.get('unread')) };
  };
  const pending = () => table(scene.ctx, 'mailOperations').count();

  it('shows a flag at once and sets it on the server with the next turn', async () => {
    const { id } = await anna.message('Mail 1');
    const before = await counts('INBOX');
    await act('flag', { ids: [id], seen: true, flagged: true });
    expect(await anna.message('Mail 1')).toMatchObject({ seen: true, flagged: true });
    expect(await counts('INBOX')).toEqual({ total: before.total, unread: before.unread - 1 });
    expect(await flagsOf('Mail 1')).toEqual([]);
    await anna.turn();
    expect((await flagsOf('Mail 1')).sort()).toEqual(['\\Flagged', '\\Seen']);
    await act('flag', { ids: [id], seen: false });
    await anna.turn();
    expect(await flagsOf('Mail 1')).toEqual(['\\Flagged']);
    expect(await anna.message('Mail 1')).toMatchObject({ seen: false, flagged: true });
    expect(await counts('INBOX')).toEqual(before);
    expect(await pending()).toBe(0);
  });

  it('makes no operation of what is so already', async () => {
    const { id } = await anna.message('Mail 1');
    await act('flag', { ids: [id], flagged: true });
    expect(await pending()).toBe(0);
  });

  it('moves at once here, with the next turn on the server, and keeps the row', async () => {
    const { id } = await anna.message('Mail 2');
    const inbox = await counts('INBOX');
    await act('move', { ids: [id], folderId: await folderId('Projects') });
    expect((await shownIn('Projects')).map((mail) => mail.id)).toEqual([id]);
    expect((await anna.messages()).map((mail) => mail.id)).not.toContain(id);
    expect(await counts('INBOX')).toEqual({ total: inbox.total - 1, unread: inbox.unread - 1 });
    expect(await counts('Projects')).toEqual({ total: 1, unread: 1 });
    await anna.turn();
    expect(await onServer('Projects')).toEqual(['Mail 2']);
    expect(await onServer('INBOX')).not.toContain('Mail 2');
    expect((await shownIn('Projects')).map((mail) => mail.id)).toEqual([id]);
    await anna.turn();
    expect((await shownIn('Projects')).map((mail) => mail.id)).toEqual([id]);
  });

  it('carries out in order what is done to one mail while no turn comes', async () => {
    const { id } = await anna.message('Mail 3');
    await act('flag', { ids: [id], flagged: true });
    await act('move', { ids: [id], folderId: await folderId('Projects') });
    await act('flag', { ids: [id], seen: true });
    await act('move', { ids: [id], folderId: await folderId('Archive') });
    await act('flag', { ids: [id], flagged: false });
    expect(await pending()).toBe(5);
    await anna.turn();
    expect(await pending()).toBe(0);
    const [mail] = await scene.bed.mailbox(ANNA.address).list('Archive');
    expect(mail).toMatchObject({ subject: 'Mail 3', flags: ['\\Seen'] });
    expect(await shownIn('Archive')).toMatchObject([{ id, seen: true, flagged: false }]);
    expect(await onServer('Projects')).toEqual(['Mail 2']);
  });

  it('removes to the trash, and from the trash only with a clear yes', async () => {
    const { id, folderId: from } = await anna.message('Mail 4');
    const other = await anna.message('Mail 9');
    expect(await remove({ ids: [id] })).toMatchObject({
      data: { trashed: [{ id, folderId: from }], deleted: [] },
    });
    await anna.turn();
    expect(await onServer('Deleted Items')).toEqual(['Mail 4']);
    expect((await shownIn('Deleted Items')).map((mail) => mail.id)).toEqual([id]);

    // A second window that does not know of it, alone or with others: nothing at all is changed.
    for (const permanently of [undefined, false]) {
      const refused = await remove({ ids: [other.id, id], permanently });
      expect(refused).toMatchObject({ status: 409, body: { errors: [{ code: 'confirm-permanent' }] } });
      expect((refused.body as unknown as { errors: [{ message: string }] }).errors[0].message).toContain(
        'Trash',
      );
    }
    for (const permanently of [0, 1, 'yes', 'true', null, {}])
      expect(await remove({ ids: [other.id, id], permanently })).toMatchObject({
        ...{ status: 400, body: { errors: [{ code: 'invalid-input', field: 'permanently' }] } },
      });
    expect(await pending()).toBe(0);
    expect((await shownIn('Deleted Items')).map((mail) => mail.id)).toEqual([id]);
    expect(await anna.message('Mail 9')).toMatchObject({ id: other.id });

    // With it, what lies elsewhere goes to the trash all the same.
    const both = await remove({ ids: [other.id, id], permanently: true });
    expect(both).toMatchObject({ data: { trashed: [{ id: other.id, folderId: from }], deleted: [id] } });
    // Gone in this window, pressed once more in another one.
    expect(await remove({ ids: [id] })).toMatchObject({ status: 200, data: { trashed: [], deleted: [] } });
    expect((await shownIn('Deleted Items')).map((mail) => mail.id)).toEqual([other.id]);
    await anna.turn();
    expect(await onServer('Deleted Items')).toEqual(['Mail 9']);
    await act('move', { ids: [other.id], folderId: await folderId('INBOX') });
    await anna.turn();
    expect(await onServer('Deleted Items')).toEqual([]);
  });

  it('makes a trash where none is known, and deletes nothing for want of one', async () => {
    await scene.bed
      .mailbox(ANNA.address)
      .append({ raw: 'From: x@example.com\r\nSubject: No trash\r\n\r\nx\r\n' });
    await anna.turn();
    const folders = table(scene.ctx, 'mailFolders');
    await folders.destroy({ where: { id: await folderId('Deleted Items') } });
    const { id, folderId: from } = await anna.message('No trash');
    const removed = await remove({ ids: [id], permanently: true });
    expect(removed).toMatchObject({ data: { trashed: [{ id, folderId: from }], deleted: [] } });
    expect((await shownIn('Deleted Items')).map((mail) => mail.id)).toEqual([id]);
    await anna.turn();
    expect(await onServer('Deleted Items')).toEqual(['No trash']);
    expect(await onServer('INBOX')).not.toContain('No trash');

    // One of that name that nobody marked as the trash serves as well, and is not emptied by a second look.
    await folders.update({ role: 'other' }, { where: { id: await folderId('Deleted Items') } });
    expect(await remove({ ids: [id], permanently: true })).toMatchObject({
      data: { trashed: [], deleted: [] },
    });
    const { id: last } = await anna.message('Mail 9');
    expect(await remove({ ids: [last] })).toMatchObject({ data: { trashed: [{ id: last }] } });
    expect((await shownIn('Deleted Items')).map((mail) => mail.id).sort()).toEqual([id, last].sort());
    await act('move', { ids: [last], folderId: from });
    await folders.update({ role: 'trash' }, { where: { id: await folderId('Deleted Items') } });
    await anna.turn();
    expect(await onServer('Deleted Items')).toEqual(['No trash']);
  });

  it('takes a move back when the server refuses it permanently, and says why', async () => {
    const [five, six] = [await anna.message('Mail 5'), await anna.message('Mail 6')];
    const inbox = await counts('INBOX');
    await act('move', { ids: [five.id, six.id], folderId: await folderId('Doomed') });
    await scene.bed.mailbox(ANNA.address).deleteFolder('Doomed');
    await anna.drain();
    expect((await anna.messages()).map((mail) => mail.id)).toEqual(expect.arrayContaining([five.id, six.id]));
    expect(await counts('INBOX')).toEqual(inbox);
    const { data } =
      await anna.caller.get<Array<{ id: Id; kind: string; state: string; reason: string }>>(
        'mailOperations:list',
      );
    expect(data).toMatchObject([{ kind: 'move', state: 'failed', reason: 'folder-gone' }]);
    expect(scene.booted.pushed.at(-1)).toMatchObject({
      userId: expect.anything() as unknown,
      message: { type: 'mail:changed' },
    });
    await anna.turn();
    expect(await onServer('INBOX')).toEqual(expect.arrayContaining(['Mail 5', 'Mail 6']));
    expect((await anna.messages()).filter((mail) => mail.subject === 'Mail 5')).toMatchObject([
      { id: five.id },
    ]);
    expect(
      (await anna.caller.post('mailOperations:discard', { query: { filterByTk: data[0]?.id } })).status,
    ).toBe(200);
  });

  it('waits while the server is away, and goes on afterwards', async () => {
    const { id } = await anna.message('Mail 7');
    await act('flag', { ids: [id], seen: true });
    scene.bed.imapFault({ kind: 'cut' }, { address: ANNA.address, times: 1 });
    await expect(anna.drain()).rejects.toThrow();
    scene.bed.clearFaults();
    expect(await anna.message('Mail 7')).toMatchObject({ seen: true });
    await anna.turn();
    expect(await flagsOf('Mail 7')).toEqual(['\\Seen']);
  });

  it('does again what a killed process had begun', async () => {
    const { id } = await anna.message('Mail 8');
    await act('move', { ids: [id], folderId: await folderId('Projects') });
    await table(scene.ctx, 'mailOperations').update(
      { state: 'running', nextAttemptAt: new Date(Date.now() + 60_000) },
      { where: {} },
    );
    await anna.turn();
    expect(await onServer('Projects')).toContain('Mail 8');
    expect((await shownIn('Projects')).map((mail) => mail.id)).toContain(id);
  });

  it('refuses mails and folders of somebody else', async () => {
    const { id } = await anna.message('Mail 9');
    await scene.ben.turn();
    const foreign = (await scene.ben.folder('archive')).id;
    await act('move', { ids: [id], folderId: foreign }, 400);
    for (const [verb, more] of [
      ['flag', { seen: true }],
      ['move', { folderId: foreign }],
      ['remove', {}],
    ] as const) {
      const { status } = await scene.ben.caller.post(`mailMessages:${verb}`, {
        body: { ids: [id], ...more },
      });
      expect(status, verb).toBe(404);
    }
    expect(await anna.message('Mail 9')).toMatchObject({ seen: false });
  });
});
