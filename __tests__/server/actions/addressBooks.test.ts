import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type {
  AddressBook,
  AddressBookField,
  AddressBookSettings,
  BookEntry,
  SearchableBook,
} from '../../../src/common';
import { createFilled, secretOf, senderOf } from '../accounts/filled';
import { bootApp, type BootedApp, type Caller } from '../boot';
import { giveRole, ID, mayView, textField as field } from '../hostSetup';

const CONTACTS = {
  ...{ enabled: true, collection: 'contacts', names: ['first', 'last'], emails: ['email', 'private'] },
  ...{ detail: 'company.city', shown: ['first', 'company.rating'], page: null },
};
const TEAM = {
  ...{ enabled: true, collection: 'users', names: ['nickname'], emails: ['email'], detail: null },
  ...{ shown: [], page: null },
};

/** Collections whose records are suggested as recipients. */
describe('address books', () => {
  let booted: BootedApp;
  /** May view her own contacts, without the private address, and the city of a company. */
  let anna: Caller;
  /** May view no contacts. */
  let vera: Caller;
  let companyId: number;

  const post = async <T = { id: number }>(action: string, body: object, caller = booted.root): Promise<T> => {
    const answer = await caller.post<T>(action, { body });
    expect(answer.status, `${action} ${JSON.stringify(answer.body)}`).toBe(200);
    return answer.data;
  };
  const get = async <T>(action: string, query: Record<string, unknown>, caller: Caller): Promise<T> => {
    const answer = await caller.get<T>(action, { query });
    expect(answer.status, `${action} ${JSON.stringify(answer.body)}`).toBe(200);
    return answer.data;
  };
  const save = (...books: AddressBook[]) => post<AddressBookSettings>('mailAddressBooks:save', { books });
  const refused = async (...books: object[]) =>
    (await booted.root.post('mailAddressBooks:save', { body: { books } })).status;
  const searchable = (caller: Caller) => get<SearchableBook[]>('mailAddressBooks:list', {}, caller);
  const search = (text: string, caller: Caller) =>
    get<BookEntry[]>('mailAddressBooks:search', { filterByTk: 'contacts', text }, caller);
  const found = async (text: string, caller: Caller) =>
    (await search(text, caller)).map(({ address }) => address).sort();

  beforeAll(async () => {
    booted = await bootApp();
    await post('collections:create', {
      ...{ name: 'companies', title: 'Companies', autoGenId: true },
      fields: [ID, field('city'), field('rating')],
    });
    await post('collections:create', {
      ...{ name: 'contacts', title: 'Contacts', autoGenId: true, createdBy: true },
      fields: [
        ...[ID, field('first'), field('last'), field('email', { interface: 'email' })],
        ...[field('private', { interface: 'email' }), field('pin', { type: 'password' })],
      ],
    });
    await post('collections/contacts/fields:create', {
      ...{ name: 'company', type: 'belongsTo', interface: 'm2o', target: 'companies' },
      ...{ foreignKey: 'companyId', targetKey: 'id', uiSchema: { title: 'Company' } },
    });
    await post('collections/contacts/fields:create', {
      ...{ name: 'mail', type: 'belongsTo', interface: 'm2o', target: 'mailMessages' },
      ...{ foreignKey: 'mailId', targetKey: 'id', uiSchema: { title: 'Mail' } },
    });
    anna = await booted.user('anna');
    vera = await booted.user('vera');
    await giveRole(booted, 'sales', anna);
    await giveRole(booted, 'visitors', vera);
    const fields = ['id', 'first', 'last', 'email', 'company', 'companyId'];
    await mayView(booted, 'sales', 'contacts', fields, 'own');
    await mayView(booted, 'sales', 'companies', ['id', 'city']);

    companyId = (await post('companies:create', { city: 'Berlin', rating: 'bad' })).id;
    const rows = booted.app.db.getCollection('contacts').model;
    const contact = (first: string, email: string | null, by: Caller, more: object = {}) =>
      rows
        .create({ first, last: 'Sommer', email, private: `${first}@home.example`, companyId, ...more })
        .then((row) => rows.update({ createdById: by.userId }, { where: { id: row.get('id') as number } }));
    await contact('Mia', 'mia@firm.example', anna);
    await contact('Max', 'max@firm.example', vera);
    await contact('Moritz', 'no address', anna, { companyId: null });
    await contact('Percent%_', 'percent@firm.example', anna);
  });
  beforeEach(() => booted.app.db.getCollection('mailAddressBooks').model.destroy({ where: {} }));
  afterAll(() => booted.stop());

  it('offer the users first, switched off, and suggest nobody until somebody chooses them', async () => {
    const { books, collections } = await get<AddressBookSettings>('mailAddressBooks:get', {}, booted.root);
    expect(books).toMatchObject([{ ...TEAM, enabled: false, gone: [] }]);
    expect(collections.map(({ name }) => name)).toEqual(expect.arrayContaining(['contacts', 'users']));
    expect(collections.filter(({ name }) => name.startsWith('mail'))).toEqual([]);
    expect(await searchable(booted.root)).toEqual([]);
    await save(TEAM, { ...CONTACTS, enabled: false });
    expect(await searchable(booted.root)).toMatchObject([
      { title: expect.stringContaining('Users') as string },
    ]);
  });

  it('offer the fields of a collection, and of what it leads to, except mail', async () => {
    const choices = await get<AddressBookField[]>(
      'mailAddressBooks:fields',
      { collection: 'contacts' },
      booted.root,
    );
    const paths = choices.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['first', 'email', 'company.city']));
    expect(paths.filter((path) => path.startsWith('mail') || path === 'pin')).toEqual([]);
    expect(choices.filter(({ isEmail }) => isEmail).map(({ path }) => path)).toEqual(['email', 'private']);
    expect(choices.find(({ path }) => path === 'company.city')?.titles).toEqual(['Company', 'CITY']);
    const ours = { collection: 'mailMessages' };
    expect(await get('mailAddressBooks:fields', ours, booted.root)).toEqual([]);
  });

  it('find people by parts of names and addresses, with what their record leads to', async () => {
    await save(CONTACTS);
    expect(await search('mia som', booted.root)).toEqual([
      { name: 'Mia Sommer', address: 'mia@firm.example', detail: 'Berlin' },
      { name: 'Mia Sommer', address: 'Mia@home.example', detail: 'Berlin' },
    ]);
    expect(await search('Moritz', booted.root)).toEqual([
      { name: 'Moritz Sommer', address: 'Moritz@home.example', detail: '' },
    ]);
    expect(await found('firm.ex', booted.root)).toEqual([
      ...['Max@home.example', 'Mia@home.example', 'Percent%_@home.example'],
      ...['max@firm.example', 'mia@firm.example', 'percent@firm.example'],
    ]);
    for (const text of ['', ' ', '\\', '%_', 'mia nobody', "' OR 1=1 --"])
      expect(await found(text, booted.root), text).toEqual([]);
    for (const text of ['percent%_', 'percent_home', 'PERCENT\\'])
      expect(await found(text, booted.root), text).toEqual([
        ...['Percent%_@home.example', 'percent@firm.example'],
      ]);
  });

  it('show each person what their role may view: records, fields, and what they lead to', async () => {
    await save(CONTACTS);
    expect(await searchable(anna)).toMatchObject([{ title: 'Contacts' }]);
    expect(await found('som', anna)).toEqual(['mia@firm.example', 'percent@firm.example']);
    expect((await search('mia', anna))[0]).toEqual({
      ...{ name: 'Mia Sommer', address: 'mia@firm.example', detail: 'Berlin' },
    });
    // What cannot be seen cannot be found out by searching either.
    expect(await found('home', anna)).toEqual([]);
    expect(await found('max', anna)).toEqual([]);
    await save({ ...CONTACTS, detail: 'company.rating' });
    expect((await search('mia', anna))[0]?.detail).toBe('');
    expect((await search('mia', booted.root))[0]?.detail).toBe('bad');
    await save({ ...CONTACTS, emails: ['private'] });
    expect(await searchable(anna)).toEqual([]);
    expect(await found('mia', anna)).toEqual([]);
  });

  it('are closed to a role that may not view the collection, and to nobody', async () => {
    await save(CONTACTS);
    expect(await searchable(vera)).toEqual([]);
    expect(await found('som', vera)).toEqual([]);
    const query = { filterByTk: 'contacts', text: 'som' };
    for (const action of ['list', 'search', 'get', 'fields'])
      expect((await booted.nobody.get(`mailAddressBooks:${action}`, { query })).status, action).toBe(401);
    for (const caller of [anna, vera]) {
      expect((await caller.get('mailAddressBooks:get')).status).toBe(403);
      expect((await caller.get('mailAddressBooks:fields', { query: { collection: 'users' } })).status).toBe(
        403,
      );
      expect((await caller.post('mailAddressBooks:save', { body: { books: [] } })).status).toBe(403);
    }
    expect(
      (await anna.get('mailAddressBooks:search', { query: { filterByTk: 'users', text: 'x' } })).status,
    ).toBe(404);
    await save({ ...CONTACTS, enabled: false });
    expect((await anna.get('mailAddressBooks:search', { query })).status).toBe(404);
  });

  it('are saved only as what exists and may be seen', async () => {
    for (const wrong of [
      { ...CONTACTS, collection: 'mailMessages', emails: ['fromAddress'], names: [], detail: null },
      { ...CONTACTS, collection: 'nowhere' },
      { ...CONTACTS, emails: [] },
      { ...CONTACTS, emails: ['nothing'] },
      { ...CONTACTS, emails: ['company.city'] },
      { ...CONTACTS, names: ['pin'] },
      { ...CONTACTS, detail: 'mail.subject' },
      { ...CONTACTS, detail: 'company.city.x' },
      { ...CONTACTS, shown: ['pin'] },
      { ...CONTACTS, shown: ['mail.subject'] },
      { ...CONTACTS, page: 'https://elsewhere.example/view/x/filterbytk/1' },
      { ...CONTACTS, page: '//elsewhere.example/view/x/filterbytk/1' },
      { ...CONTACTS, page: '/admin/customers' },
    ])
      expect(await refused(wrong), JSON.stringify(wrong)).toBe(400);
    expect(await refused(CONTACTS, CONTACTS)).toBe(400);
    expect(await refused(...Array.from({ length: 9 }, () => CONTACTS))).toBe(400);
    const order = (await save(CONTACTS, TEAM)).books.map(({ collection }) => collection);
    expect(order).toEqual(['contacts', 'users']);
    expect((await save(CONTACTS)).books.map(({ collection }) => collection)).toEqual(['users', 'contacts']);
  });

  it('suggest nothing, and say why, when a field or a collection is gone', async () => {
    await post('collections:create', {
      ...{ name: 'guests', title: 'Guests', autoGenId: true },
      fields: [ID, field('name'), field('email', { interface: 'email' })],
    });
    const guests = {
      ...{ ...CONTACTS, collection: 'guests', names: ['name'], emails: ['email'], detail: null },
      shown: [],
    };
    await save(CONTACTS, guests);
    await post('collections/guests/fields:destroy?filterByTk=email', {});
    const settings = () => get<AddressBookSettings>('mailAddressBooks:get', {}, booted.root);
    expect((await settings()).books[2]).toMatchObject({ collection: 'guests', gone: ['email'] });
    const ask = () =>
      booted.root.get('mailAddressBooks:search', { query: { filterByTk: 'guests', text: 'x' } });
    expect((await ask()).status).toBe(404);
    await post('collections:destroy?filterByTk=guests', {});
    expect((await settings()).books[2]).toMatchObject({ title: 'guests', gone: ['guests'] });
    expect((await ask()).status).toBe(404);
    expect((await searchable(booted.root)).map(({ title }) => title)).toEqual(['Contacts']);
    // The others can be saved all the same.
    expect((await save({ ...CONTACTS, detail: null }, guests)).books[2]?.gone).toEqual(['guests']);
  });

  it('suggest nothing, and log why, where a search fails', async () => {
    await save(CONTACTS);
    const failing = vi
      .spyOn(booted.app.db.getCollection('contacts').repository, 'find')
      .mockRejectedValue(new Error('broken view'));
    const warn = vi.spyOn(booted.app.log, 'warn');
    try {
      expect(await search('mia', booted.root)).toEqual([]);
      expect(JSON.stringify(warn.mock.calls)).toContain('broken view');
      expect(JSON.stringify(warn.mock.calls)).not.toContain('mia');
    } finally {
      failing.mockRestore();
      warn.mockRestore();
    }
    expect(await found('mia', booted.root)).not.toEqual([]);
  });

  it('leave a collection alone while too many searches of it are running', async () => {
    await save(CONTACTS);
    const repository = booted.app.db.getCollection('contacts').repository;
    let letGo = () => {};
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    const slow = vi.spyOn(repository, 'find').mockImplementation(() => gate.then(() => []));
    try {
      const waiting = [1, 2, 3, 4].map(() => search('mia', booted.root));
      await expect.poll(() => slow.mock.calls.length).toBe(4);
      expect(await search('mia', booted.root)).toEqual([]);
      expect(slow.mock.calls).toHaveLength(4);
      letGo();
      await Promise.all(waiting);
    } finally {
      slow.mockRestore();
    }
    expect(await found('mia', booted.root)).not.toEqual([]);
  });

  it('show nobody else’s mail, whatever a collection leads to', async () => {
    const bert = await booted.user('bert');
    await createFilled(booted.app, bert);
    const rows = booted.app.db.getCollection('mailAddressBooks').model;
    // As if written past our checks.
    for (const [collection, emails] of [
      ['mailMessages', ['fromAddress']],
      ['mailCorrespondents', ['address']],
    ] as const) {
      await rows.create({ ...CONTACTS, collection, names: [], emails, detail: null });
      const query = { filterByTk: collection, text: 'example' };
      expect((await booted.root.get('mailAddressBooks:search', { query })).status).toBe(404);
    }
    await save({ ...CONTACTS, detail: null });
    await rows.update({ detail: 'mail.subject' }, { where: { collection: 'contacts' } });
    const contacts = booted.app.db.getCollection('contacts').model;
    const message = await booted.app.db.getCollection('mailMessages').model.findOne({
      where: { fromAddress: senderOf(bert) },
    });
    await contacts.update({ mailId: message?.get('id') as number }, { where: {} });
    const entries = await search('som', booted.root);
    expect(entries.length).toBeGreaterThan(0);
    expect(JSON.stringify(entries)).not.toContain(secretOf(bert));
  });
});
