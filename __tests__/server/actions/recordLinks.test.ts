import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type {
  ChangeHint,
  FoundRecord,
  Id,
  LinkedRecord,
  LinkedView,
  LinkTarget,
  RecordForm,
  RecordKey,
  RecordView,
} from '../../../src/common';
import type { MailContext } from '../../../src/server/context';
import { table } from '../../../src/server/store/db/rows';
import { inTransaction } from '../../../src/server/store/db/transaction';
import { deleteMessages } from '../../../src/server/store/messages/messageRows';
import { wipeAccount } from '../../../src/server/store/accounts/wipe';
import type { BootedApp, Caller } from '../boot';
import { codeOf } from '../caller';
import { mayView } from '../hostSetup';
import { BOOK, NONSENSE, pageAs, readAs, startRecordWorld, type TestMailbox } from './recordWorld';

/** Links from messages to records, and what is found beside a message. */
describe('links to records', () => {
  let booted: BootedApp;
  let ctx: MailContext;
  let anna: Caller;
  let vera: Caller;
  let bert: Caller;
  let desk: TestMailbox;
  let shop: TestMailbox;
  let mails: Map<string, Id>;
  let contacts: Map<string, RecordKey>;

  const who = (name: string): RecordKey => contacts.get(name) ?? { collection: 'contacts', recordKey: '0' };
  const idOf = (subject: string) => mails.get(subject) ?? 0;
  const link = (
    subjects: string[],
    change: { add?: RecordKey[]; remove?: RecordKey[]; conversations?: boolean },
    caller = anna,
  ) => caller.post<LinkedView>('mailMessages:link', { body: { ids: subjects.map(idOf), ...change } });
  const get = <T>(action: string, query: Record<string, unknown>, caller = anna) =>
    readAs<T>(caller, action, query);
  const linked = (subject: string, caller = anna) =>
    get<LinkedRecord[]>('mailLinks:list', { messageId: idOf(subject) }, caller);
  const matching = (subject: string, caller = anna) =>
    get<RecordView[]>('mailLinks:matching', { messageId: idOf(subject) }, caller);
  const titles = (records: ReadonlyArray<{ title: string | null }>) => records.map(({ title }) => title);
  const search = (text: string, caller = anna) =>
    get<FoundRecord[]>('mailLinks:search', { collection: 'contacts', text }, caller);
  const page = (query: Record<string, unknown>, caller = anna) => pageAs(caller, query);
  const asRecord = (name: string) => `contacts:${who(name).recordKey}`;
  const save = async (book: object) => {
    expect((await booted.root.post('mailAddressBooks:save', { body: { books: [book] } })).status).toBe(200);
  };

  beforeAll(async () => {
    ({ booted, ctx, anna, vera, bert, desk, shop, mails, contacts } = await startRecordWorld());
  });
  beforeEach(async () => {
    await table(ctx, 'mailLinks').destroy({ where: {} });
    await save(BOOK);
    booted.pushed.length = 0;
  });
  afterAll(() => booted.stop());

  it('are made and removed, and the answer says what has changed', async () => {
    await link(['Order'], { add: [who('Mia')] });
    booted.pushed.length = 0;
    const { status, data } = await link(['Offer', 'Order', 'Parcel'], { add: [who('Mia'), who('Max')] });
    const ids = (...subjects: string[]) => subjects.map((subject) => String(idOf(subject))).sort();
    expect([status, data.changed.map(({ added }) => added.map(String).sort())]).toEqual([
      200,
      [ids('Offer', 'Parcel'), ids('Offer', 'Order', 'Parcel')],
    ]);
    const hints = booted.pushed.map(({ message }) => message.payload as ChangeHint);
    expect(hints.map(({ what }) => what)).toEqual([['links'], ['links']]);
    const both = await link(['Offer'], { remove: [who('Mia')], add: [who('Max')] });
    expect(both.data.changed).toEqual([{ ...who('Mia'), added: [], removed: [idOf('Offer')] }]);
    expect(titles(await linked('Offer'))).toEqual(['Max Sommer']);
    expect((await link(['Offer'], { remove: [who('Mia')] })).data.changed).toEqual([]);
  });

  it('show a record’s title, chosen fields and page', async () => {
    await link(['Offer'], { add: [who('Mia'), { collection: 'deals', recordKey: 'D:1' }] });
    expect(await linked('Offer')).toEqual([
      {
        ...{ ...who('Mia'), collectionTitle: 'Contacts', title: 'Mia Sommer', origin: 'hand' },
        fields: [
          { titles: ['Status'], value: 'Important' },
          { titles: ['CITY'], value: 'Berlin' },
        ],
        ...{ page: `/admin/abc/view/def/filterbytk/${who('Mia').recordKey}`, messageIds: [idOf('Offer')] },
      },
      {
        ...{ collection: 'deals', recordKey: 'D:1', collectionTitle: 'Deals', title: 'D:1', origin: 'hand' },
        ...{ fields: [], page: null, messageIds: [idOf('Offer')] },
      },
    ]);
    await table(ctx, 'mailMessages').update(
      { threadKey: 'one' },
      { where: { id: ['Offer', 'Order', 'Answer'].map(idOf) } },
    );
    await link(['Order'], { add: [who('Max')], conversations: true });
    const whole = await get<LinkedRecord[]>('mailLinks:list', {
      threadKey: 'one',
      accountId: desk.accountId,
    });
    expect(whole.map(({ title, messageIds }) => [title, messageIds.length])).toEqual([
      ['Mia Sommer', 1],
      ['D:1', 1],
      // Those in the same folder, as with everything that is done to a conversation.
      ['Max Sommer', 2],
    ]);
  });

  it('find records with the addresses of a message, whatever the case, except one’s own', async () => {
    expect(titles(await matching('Offer'))).toEqual(['Mia Sommer']);
    expect(titles(await matching('Order'))).toEqual(['Max Sommer']);
    expect(await matching('Answer')).toEqual([]);
    // An underscore is no wildcard; and Max’s private address isn’t seen by Anna.
    expect(await matching('Odd')).toEqual([]);
    await save({ ...BOOK, enabled: false, shown: [] });
    expect(await matching('Offer')).toEqual([]);
  });

  it('search for records by their titles, and offer collections', async () => {
    expect(titles(await search('som mia firm'))).toEqual(['Mia Sommer']);
    expect(await search('firm.example')).toMatchObject([
      { title: 'Max Sommer', detail: 'max@firm.example' },
      { title: 'Mia Sommer', detail: 'Mia@Firm.example' },
    ]);
    expect((await search(' ')).length).toBe(4);
    expect(await search('home.example')).toMatchObject([{ title: 'Moritz Sommer' }]);
    for (const text of ["' OR 1=1 --", 'nobody', '😀']) expect(await search(text), text).toEqual([]);
    const deals = await get<FoundRecord[]>('mailLinks:search', { collection: 'deals', text: 'd:' });
    expect(deals).toEqual([{ collection: 'deals', recordKey: 'D:1', title: 'D:1', detail: '' }]);
    const [berlin] = await get<FoundRecord[]>('mailLinks:search', { collection: 'companies', text: 'ber' });
    expect(berlin).toMatchObject({ recordKey: '1', title: 'Berlin' });
    expect((await link(['Order'], { add: [{ collection: 'companies', recordKey: '1' }] })).status).toBe(200);
    const targets = await get<LinkTarget[]>('mailLinks:targets', {});
    expect(targets.map(({ collection }) => collection)).toEqual(['contacts', 'companies', 'deals']);
  });

  it('list a record’s messages, newest first, page by page', async () => {
    const all = ['Offer', 'Order', 'Answer', 'Parcel'];
    await link(all, { add: [who('Mia'), { collection: 'deals', recordKey: 'D:1' }] });
    const newest = [...all].reverse();
    expect((await page({ record: 'deals:D:1' })).subjects).toEqual(newest);
    const first = await page({ record: asRecord('Mia'), limit: 3 });
    expect(first.subjects).toEqual(newest.slice(0, 3));
    const rest = await page({ record: asRecord('Mia'), limit: 3, before: first.next });
    expect(rest).toEqual({ subjects: ['Offer'], next: null });
    expect((await page({ record: asRecord('Mia'), sort: 'oldest' })).subjects).toEqual(all);
    expect((await page({ record: asRecord('Mia'), q: 'order' })).subjects).toEqual(['Order']);
    expect((await page({ record: asRecord('Mia'), accountId: shop.accountId })).subjects).toEqual(['Parcel']);
    expect((await page({ record: asRecord('Mia'), folderId: desk.folders.sent })).subjects).toEqual([
      'Answer',
    ]);
    expect((await page({ record: asRecord('Max') })).subjects).toEqual([]);
    expect((await page({ record: asRecord('Mia') }, vera)).subjects).toEqual([]);
    expect((await anna.get('mailMessages:page', { query: { record: 'nonsense' } })).status).toBe(400);
    const counted = { query: { record: asRecord('Mia') } };
    expect((await anna.get('mailMessages:countMatching', counted)).data).toMatchObject({ count: 4 });
  });

  it('show each person what their role may view', async () => {
    // An own-records scope, and fields that are left out.
    expect(titles(await matching('Foreign', vera))).toEqual(['Max']);
    expect((await matching('Foreign', vera))[0]?.fields).toEqual([]);
    expect(titles(await search('', vera))).toEqual(['Max']);
    expect(await search('som', vera)).toEqual([]);
    expect(codeOf(await link(['Foreign'], { add: [who('Mia')] }, vera))).toEqual([404, 'not-found']);
    await link(['Foreign'], { add: [who('Max')] }, vera);
    expect(titles(await linked('Foreign', vera))).toEqual(['Max']);
    // The record changes hands: the link stays, and nothing of the record is seen.
    const contactRows = booted.app.db.getCollection('contacts').model;
    const [where, handedOver] = [{ where: { first: 'Max' } }, { createdById: anna.userId }];
    await contactRows.update(handedOver, where);
    expect(await linked('Foreign', vera)).toEqual([
      {
        ...{ ...who('Max'), collectionTitle: 'Contacts', title: null, fields: [], page: null },
        ...{ origin: 'hand', messageIds: [idOf('Foreign')] },
      },
    ]);
    expect((await link(['Foreign'], { remove: [who('Max')] }, vera)).data.changed).toHaveLength(1);
    await contactRows.update({ createdById: vera.userId }, where);
    // An own-records scope on a collection that doesn't know who created its records.
    await mayView(booted, 'agents', 'deals', ['code'], 'own');
    const hers = await vera.get('mailLinks:search', { query: { collection: 'deals', text: '' } });
    expect([hers.status, hers.data]).toEqual([200, []]);
    // Without the collection.
    expect(await search('', bert)).toEqual([]);
    const targets = await get<LinkTarget[]>('mailLinks:targets', {}, bert);
    expect(targets.map(({ collection }) => collection)).toEqual(['tickets']);
  });

  it('lead to new records only where a role may create them, with what a message has for each field', async () => {
    const creatable = async (caller: Caller) =>
      (await get<LinkTarget[]>('mailLinks:creatable', {}, caller)).map(({ collection }) => collection);
    expect([await creatable(anna), await creatable(bert)]).toEqual([[], ['tickets']]);
    const { fields, keyField } = await get<RecordForm>('mailLinks:form', { collection: 'tickets' }, bert);
    expect(keyField).toBe('id');
    expect(fields.map(({ name, kind, required, source }) => [name, kind, required, source])).toEqual([
      ['title', 'text', true, 'subject'],
      ['sender', 'text', false, 'address'],
      ['description', 'longText', false, 'text'],
    ]);
    const contact = await get<RecordForm>('mailLinks:form', { collection: 'contacts' }, booted.root);
    const sources = contact.fields.map(({ name, source }) => [name, source]);
    expect(Object.fromEntries(sources)).toMatchObject({
      first: 'firstName',
      last: 'lastName',
      email: 'address',
    });
    expect(contact.fields.find(({ name }) => name === 'status')?.options).toEqual([
      { value: 'vip', label: 'Important' },
    ]);
    for (const [caller, name] of [
      [anna, 'tickets'],
      [bert, 'contacts'],
      [bert, 'nowhere'],
    ] as const)
      expect((await caller.get('mailLinks:form', { query: { collection: name } })).status, name).toBe(404);
    const ours = { query: { collection: 'mailMessages' } };
    expect((await booted.root.get('mailLinks:form', ours)).status).toBe(400);
    // The host's own action stores it, without what the role may not write.
    const values = { title: 'Roof leaks', secret: 'x' };
    const { status, data } = await bert.post<Record<string, unknown>>('tickets:create', { body: values });
    expect([status, data.title, data.secret ?? null]).toEqual([200, 'Roof leaks', null]);
    const found = await get<FoundRecord[]>('mailLinks:search', { collection: 'tickets', text: 'roof' }, bert);
    expect(found).toMatchObject([{ recordKey: String(data[keyField] as number), title: 'Roof leaks' }]);
  });

  it('are closed to other people, to nobody, and to what makes no sense', async () => {
    await link(['Offer'], { add: [who('Mia')] });
    const query = { messageId: idOf('Offer') };
    for (const other of [vera, bert, booted.root]) {
      for (const action of ['mailLinks:list', 'mailLinks:matching'])
        expect((await other.get(action, { query })).status, action).toBe(404);
      expect((await other.get('mailLinks:list', { query: { threadKey: 'one' } })).data).toEqual([]);
      const byAccount = { threadKey: 'one', accountId: desk.accountId };
      expect((await other.get('mailLinks:list', { query: byAccount })).status).toBe(404);
      for (const change of [{ add: [who('Max')] }, { remove: [who('Mia')] }])
        expect((await link(['Offer'], change, other)).status).toBe(404);
      for (const action of ['mailLinks:get', 'mailLinks:create', 'mailLinks:destroy'])
        expect([403, 404], action).toContain(
          (await other.post(action, { query: { ...query, filterByTk: 1 }, body: {} })).status,
        );
    }
    for (const action of ['list', 'matching', 'targets', 'search', 'creatable', 'form'])
      expect((await booted.nobody.get(`mailLinks:${action}`, { query })).status, action).toBe(401);
    expect((await link(['Offer'], { add: [who('Max')] }, booted.nobody)).status).toBe(401);
    expect((await anna.get('mailMessages:link', { query: {} })).status).toBe(405);
    const tried = async (change: object) => codeOf(await link(['Offer'], change));
    const unknown = { collection: 'contacts', recordKey: '999999' };
    for (const record of [unknown, { ...unknown, recordKey: '1x' }, { ...unknown, collection: 'nowhere' }])
      expect(await tried({ add: [record] })).toEqual([404, 'not-found']);
    for (const change of NONSENSE)
      expect(await tried(change), JSON.stringify(change)).toEqual([400, 'invalid-input']);
    for (const action of ['mailLinks:list', 'mailLinks:matching'])
      expect((await anna.get(action, { query: {} })).status).toBe(400);
    const ours = { collection: 'mailMessages', text: 'o' };
    expect((await anna.get('mailLinks:search', { query: ours })).status).toBe(400);
    expect(titles(await linked('Offer'))).toEqual(['Mia Sommer']);
  });

  it('show nothing of a collection that fails, and log why', async () => {
    await link(['Offer'], { add: [who('Mia')] });
    const failing = vi
      .spyOn(booted.app.db.getCollection('contacts').repository, 'find')
      .mockRejectedValue(new Error('secret of a database'));
    const warn = vi.spyOn(booted.app.log, 'warn');
    expect(titles(await linked('Offer'))).toEqual([null]);
    expect(await matching('Offer')).toEqual([]);
    failing.mockRestore();
    expect(warn.mock.calls.map(([text]) => text)).toEqual([
      'mail: records could not be read for a message',
      'mail: no records could be looked for',
    ]);
    warn.mockRestore();
    expect(titles(await linked('Offer'))).toEqual(['Mia Sommer']);
  });

  it('stay when a message moves, and go with it, the record’s collection and the account', async () => {
    await link(['Offer', 'Parcel', 'Odd'], { add: [who('Mia')] });
    const count = () => table(ctx, 'mailLinks').count();
    const moved = { folderId: desk.folders.sent, uidValidity: '2', uid: 99 };
    await table(ctx, 'mailMessages').update(moved, { where: { id: idOf('Offer') } });
    const sent = await page({ record: asRecord('Mia'), folderId: desk.folders.sent });
    expect(sent.subjects).toEqual(['Offer']);
    await inTransaction(ctx, (transaction) => deleteMessages(ctx, [idOf('Odd')], transaction));
    expect(await count()).toBe(2);
    await wipeAccount(ctx, shop.accountId);
    expect(await count()).toBe(1);
    const gone = await booted.root.post('collections:destroy?filterByTk=contacts', { body: {} });
    expect(gone.status).toBe(200);
    expect(await linked('Offer')).toMatchObject([{ collectionTitle: 'contacts', title: null }]);
  });
});
