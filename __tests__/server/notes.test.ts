import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LONGEST_NOTE, MOST_NOTES, type Id, type MessageView, type NoteView } from '../../src/common';
import type { MailContext } from '../../src/server/context';
import { remindOfDue } from '../../src/server/reminders';
import { wipeAccount } from '../../src/server/store/accounts/wipe';
import { table } from '../../src/server/store/db/rows';
import { inTransaction } from '../../src/server/store/db/transaction';
import { insertMessages } from '../../src/server/store/messages/insertMessages';
import { deleteMessages } from '../../src/server/store/messages/messageRows';
import { hideMessages } from '../../src/server/store/messages/vanish';
import { draftOf } from '../../src/server/sync/headers/draft';
import { bootApp, type BootedApp, type Caller } from './boot';
import { codeOf } from './caller';
import { createMailbox } from './store/mailbox';

/** What somebody writes on their conversations. */
describe('notes', () => {
  let booted: BootedApp;
  let ctx: MailContext;
  let anna: Caller;
  let bert: Caller;
  let box: Awaited<ReturnType<typeof createMailbox>>;
  let uid = 1000;

  beforeAll(async () => {
    booted = await bootApp();
    ctx = { app: booted.app, log: booted.app.log };
    [anna, bert] = [await booted.user('anna'), await booted.user('bert')];
    box = await createMailbox(booted, anna, 'desk');
  });
  beforeEach(() => table(ctx, 'mailNotes').destroy({ where: {} }));
  afterAll(() => booted.stop());

  /** Stores a message that names others, and returns its id. */
  const receive = async (name: string, references: string[] = []): Promise<Id> => {
    const receivedAt = new Date(Date.UTC(2024, 2, 1, 0, uid - 1000));
    const flags = { seen: true, flagged: false, answered: false, draft: false, deleted: false };
    const headers = {
      ...{
        messageId: `<${name}@x.org>`,
        inReplyTo: references.at(-1) ?? null,
        references,
        bcc: [],
        replyTo: [],
      },
      ...{ subject: name, from: [{ name: 'Carl', address: 'carl@x.org' }], to: [], cc: [], date: receivedAt },
    };
    const draft = draftOf({ uid: ++uid, flags, size: 1, receivedAt }, headers, null);
    const place = { accountId: box.accountId, folderId: box.folders.inbox, uidValidity: '1' };
    await inTransaction(ctx, (transaction) => insertMessages(ctx, place, [draft], transaction));
    const row = await table(ctx, 'mailMessages').findOne({ where: { uid, accountId: box.accountId } });
    return row?.get('id') as Id;
  };
  const write = (messageId: Id, text: string, who = anna) =>
    who.post<NoteView>('mailNotes:create', { body: { messageId, text } });
  const list = async (messageId: Id) =>
    (await anna.get<NoteView[]>('mailNotes:list', { query: { messageId } })).data;
  const texts = async (messageId: Id) => (await list(messageId)).map(({ text }) => text);
  const act = (action: string, id: Id, body: object = {}, who = anna) =>
    who.post(`mailNotes:${action}`, { query: { filterByTk: id }, body });
  const counts = async (query: Record<string, unknown>) => {
    const { data } = await anna.get<MessageView[]>('mailMessages:page', {
      query: { folderId: box.folders.inbox, ...query },
    });
    return Object.fromEntries(data.map(({ subject, notes }) => [subject, notes]));
  };

  it('are on the whole conversation, written, changed and deleted, with undo', async () => {
    const first = await receive('a1');
    const second = await receive('a2', ['<a1@x.org>']);
    await receive('other');
    const { data: note } = await write(first, '  Call back\nhttps://x.org ');
    expect(note).toMatchObject({ text: 'Call back\nhttps://x.org', editedAt: null });
    await write(second, 'Second');
    for (const id of [first, second]) expect(await texts(id)).toEqual(['Call back\nhttps://x.org', 'Second']);
    expect(await counts({})).toEqual({ a1: 2, a2: 2, other: undefined });
    expect(await counts({ conversations: true })).toEqual({ a2: 2, other: undefined });
    const { data: alone } = await anna.get<MessageView>('mailMessages:get', {
      query: { filterByTk: second },
    });
    expect(alone.notes).toBe(2);
    expect((await act('update', note.id, { text: 'Called' })).status).toBe(200);
    const [changed] = await list(first);
    expect([changed.text, changed.editedAt !== null, changed.createdAt]).toEqual([
      'Called',
      true,
      note.createdAt,
    ]);
    await act('destroy', note.id);
    expect(await texts(first)).toEqual(['Second']);
    expect((await act('update', note.id, { text: 'x' })).status).toBe(404);
    expect(await counts({ conversations: true })).toMatchObject({ a2: 1 });
    await act('restore', note.id);
    expect(await texts(first)).toEqual(['Called', 'Second']);
    await act('destroy', note.id);
    await table(ctx, 'mailNotes').update({ deletedAt: new Date(0) }, { where: { id: note.id } });
    await remindOfDue(ctx);
    expect(await table(ctx, 'mailNotes').count()).toBe(1);
  });

  it('stay when threads are joined and messages move, and go with the last message', async () => {
    const [one, other] = [await receive('b1'), await receive('c1')];
    await write(one, 'On b');
    await write(other, 'On c');
    // Names both, so that they turn out to be one conversation.
    const third = await receive('d1', ['<b1@x.org>', '<c1@x.org>']);
    for (const id of [one, other, third]) expect(await texts(id)).toEqual(['On b', 'On c']);
    const moved = { folderId: box.folders.sent, uidValidity: '2', uid: 9 };
    await table(ctx, 'mailMessages').update(moved, { where: { id: one } });
    expect(await texts(one)).toEqual(['On b', 'On c']);
    await inTransaction(ctx, (transaction) => deleteMessages(ctx, [one, other], transaction));
    expect(await texts(third)).toEqual(['On b', 'On c']);
    // It is gone from its folder, and may turn up in another one.
    await inTransaction(ctx, (transaction) => hideMessages(ctx, [third], transaction));
    expect(await table(ctx, 'mailNotes').count()).toBe(2);
    await inTransaction(ctx, (transaction) => deleteMessages(ctx, [third], transaction));
    expect(await table(ctx, 'mailNotes').count()).toBe(0);
  });

  it('are on a message whose conversation is not known yet', async () => {
    const old = await receive('e1');
    await table(ctx, 'mailMessages').update({ threadKey: null }, { where: { id: old } });
    await write(old, 'Early');
    expect(await counts({})).toMatchObject({ e1: 1 });
    await table(ctx, 'mailMessages').update({ threadKey: 'later' }, { where: { id: old } });
    expect(await texts(old)).toEqual(['Early']);
  });

  it('are their owner’s alone, not empty, not endless, and gone with the account', async () => {
    const mail = await receive('f1');
    const { data: note } = await write(mail, 'Mine');
    for (const who of [bert, booted.root]) {
      expect(codeOf(await write(mail, 'x', who))).toEqual([404, 'not-found']);
      expect((await who.get('mailNotes:list', { query: { messageId: mail } })).status).toBe(404);
      for (const action of ['update', 'destroy', 'restore'])
        expect((await act(action, note.id, { text: 'x' }, who)).status, action).toBe(404);
      expect((await who.post('mailNotes:get', { query: { filterByTk: note.id } })).status).toBe(403);
    }
    expect((await write(mail, 'x', booted.nobody)).status).toBe(401);
    for (const text of ['', ' \n ', 'x'.repeat(LONGEST_NOTE + 1)])
      expect(codeOf(await write(mail, text)), text.slice(0, 5)).toEqual([400, 'invalid-input']);
    const { threadKey } = (await table(ctx, 'mailMessages').findByPk(mail))?.get() as object as MessageView;
    const row = { accountId: box.accountId, userId: anna.userId, mailMessageId: mail, threadKey };
    const rows = Array.from({ length: MOST_NOTES - 1 }, () => ({ ...row, text: 'x', writtenAt: new Date() }));
    await table(ctx, 'mailNotes').bulkCreate(rows);
    expect(codeOf(await write(mail, 'One more'))).toEqual([429, 'notes-full']);
    await wipeAccount(ctx, box.accountId);
    expect(await table(ctx, 'mailNotes').count()).toBe(0);
  });
});
