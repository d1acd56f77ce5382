import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordAddressesView } from '../../../src/common';
import { bootApp, type BootedApp, type Caller } from '../boot';
import { giveRole, ID, mayView, textField as field } from '../hostSetup';
import { createMailbox } from '../store/mailbox';

const link = (name: string, type: string, more: object) => ({
  ...{ name, type, interface: 'm2o', uiSchema: { title: name }, ...more },
});

/** Whose messages belong to a record. */
describe('the addresses of a record', () => {
  let booted: BootedApp;
  /** May view her own customers except their secret address, all companies, and no tags. */
  let anna: Caller;
  /** May view nothing. */
  let vera: Caller;
  let hers: number;
  let theirs: number;

  const post = async (action: string, body: object): Promise<{ id: number }> => {
    const answer = await booted.root.post<{ id: number }>(action, { body });
    expect(answer.status, `${action} ${JSON.stringify(answer.body)}`).toBe(200);
    return answer.data;
  };
  const read = async (query: Record<string, unknown> = {}, caller = booted.root) => {
    const all = { collection: 'customers', recordId: String(hers), ...query };
    const { status, data } = await caller.get<RecordAddressesView>('mailAddresses:ofRecord', { query: all });
    expect(status).toBe(200);
    return data;
  };
  const people = async (query: Record<string, unknown> = {}, caller = booted.root) =>
    (await read(query, caller)).people.map(({ name, address }) => `${name} <${address}>`);

  beforeAll(async () => {
    booted = await bootApp();
    const email = (name: string) => field(name, { interface: 'email' });
    await post('collections:create', {
      ...{ name: 'companies', autoGenId: true, titleField: 'name' },
      fields: [ID, field('name'), field('website', { interface: 'url' }), email('office')],
    });
    for (const name of ['contacts', 'tags'])
      await post('collections:create', {
        ...{ name, autoGenId: true, titleField: 'name' },
        fields: [ID, field('name'), email('address'), { name: 'customerId', type: 'bigInt' }],
      });
    await post('collections:create', {
      ...{ name: 'customers', autoGenId: true, createdBy: true, titleField: 'name' },
      fields: [
        ...[ID, field('name'), email('mail'), email('secret'), field('note')],
        field('second', { uiSchema: { title: '{{t("E-Mail 2")}}' } }),
      ],
    });
    await post('collections/customers/fields:create', {
      ...link('company', 'belongsTo', { target: 'companies', foreignKey: 'companyId', targetKey: 'id' }),
    });
    await post('collections/customers/fields:create', {
      ...link('contacts', 'hasMany', { target: 'contacts', foreignKey: 'customerId', sourceKey: 'id' }),
      ...{ targetKey: 'id', interface: 'o2m' },
    });
    await post('collections/customers/fields:create', {
      ...link('tags', 'belongsToMany', { target: 'tags', through: 'customersTags', interface: 'm2m' }),
      ...{ foreignKey: 'customerId', otherKey: 'tagId', sourceKey: 'id', targetKey: 'id' },
    });
    await post('collections/customers/fields:create', {
      ...link('seller', 'belongsTo', { target: 'users', foreignKey: 'sellerId', targetKey: 'id' }),
    });
    anna = await booted.user('anna');
    vera = await booted.user('vera');
    await giveRole(booted, 'sales', anna);
    await giveRole(booted, 'visitors', vera);
    const fields = ['id', 'name', 'mail', 'second', 'note', 'company', 'contacts', 'tags'];
    await mayView(booted, 'sales', 'customers', fields, 'own');
    await mayView(booted, 'sales', 'companies', ['id', 'name', 'website', 'office']);
    await mayView(booted, 'sales', 'contacts', ['id', 'address']);

    const company = await post('companies:create', {
      ...{ name: 'Amber Ltd.', website: 'https://www.amber.example/shop', office: 'Office@amber.example' },
    });
    const values = { companyId: company.id, sellerId: booted.root.userId };
    hers = (
      await post('customers:create', {
        ...{ name: 'Maria', mail: ' Maria@Example.org ', secret: 'secret@x.example', note: 'no@x.example' },
        ...{ second: 'Max M. <max@gmail.com>; maria@example.org\nnot an address', ...values },
        contacts: [{ name: 'Ada', address: 'ada@amber.example' }],
        tags: [{ name: 'Tom', address: 'tom@sales.example.com' }],
      })
    ).id;
    theirs = (await post('customers:create', { name: 'Theirs', mail: 'theirs@x.example' })).id;
    const rows = booted.app.db.getCollection('customers').model;
    for (const [id, { userId }] of [
      [hers, anna],
      [theirs, vera],
    ] as const)
      await rows.update({ createdById: userId }, { where: { id } });
    await createMailbox(booted, booted.root, 'desk');
  });
  afterAll(() => booted?.stop());

  it('are found in its fields and in those of records that it leads to', async () => {
    expect(await people()).toEqual([
      ...['Maria <maria@example.org>', 'Maria <secret@x.example>', 'Max M. <max@gmail.com>'],
      ...['Amber Ltd. <office@amber.example>', 'Ada <ada@amber.example>', 'Tom <tom@sales.example.com>'],
    ]);
    expect(await read()).toMatchObject({ domains: [], more: false });
    expect(await people({ collection: 'users', recordId: booted.root.userId })).toHaveLength(1);
  });

  it('are those of the chosen fields', async () => {
    expect(await people({ fields: 'mail,contacts.address' })).toEqual([
      ...['Maria <maria@example.org>', 'Ada <ada@amber.example>'],
    ]);
    expect(await people({ fields: 'note' })).toEqual(['Maria <no@x.example>']);
    // Whoever works on a record counts only if that was chosen.
    expect(await people({ fields: 'seller.email' })).toHaveLength(1);
    for (const fields of ['nothing', 'company', 'company.nothing', 'seller.password', 'id', '__proto__.x'])
      expect(await people({ fields }), fields).toEqual([]);
  });

  it('can be whole domains, but not those of a public provider or of the caller', async () => {
    expect((await read({ domains: true })).domains).toEqual([
      ...['example.org', 'x.example', 'amber.example', 'sales.example.com'],
    ]);
    await booted.app.db
      .getCollection('mailAccounts')
      .model.update({ address: 'desk@amber.example' }, { where: {} });
    expect((await read({ domains: true, fields: 'company.website,company.office' })).domains).toEqual([]);
    expect((await read({ domains: true, fields: 'company.website' }, anna)).domains).toEqual([
      'amber.example',
    ]);
  });

  it('are read as far as the role may view them', async () => {
    expect(await people({}, anna)).toEqual([
      ...['Maria <maria@example.org>', 'Max M. <max@gmail.com>'],
      ...['Amber Ltd. <office@amber.example>', ' <ada@amber.example>'],
    ]);
    expect(await people({ fields: 'secret,tags.address,seller.email' }, anna)).toEqual([]);
    expect(await people({}, vera)).toEqual([]);
    for (const recordId of [theirs, 99_999, 'x', "1' or 1=1", `${hers} `])
      expect(await people({ recordId }, anna), String(recordId)).toEqual([]);
    for (const collection of ['nowhere', '__proto__', 'customers.contacts'])
      expect(await people({ collection }, anna), collection).toEqual([]);
    const query = { collection: 'customers', recordId: hers };
    expect((await booted.nobody.get('mailAddresses:ofRecord', { query })).status).toBe(401);
    for (const wrong of [{ collection: 'mailMessages' }, { recordId: '' }, { fields: 'x'.repeat(300) }]) {
      const { status } = await booted.root.get('mailAddresses:ofRecord', { query: { ...query, ...wrong } });
      expect(status, JSON.stringify(wrong)).toBe('recordId' in wrong ? 200 : 400);
    }
  });

  it('find the messages from and to any of them, once each', async () => {
    const [box, second] = [
      await createMailbox(booted, anna, 'anna'),
      await createMailbox(booted, anna, 'sales'),
    ];
    const at = (day: number) => `2024-03-0${day}T10:00:00.000Z`;
    const MARIA = { name: 'Maria', address: 'Maria@Example.org' };
    const ADA = { name: 'Ada', address: 'ada@amber.example' };
    await box.store(box.folders.inbox, [
      { subject: 'one', from: MARIA, cc: [ADA], receivedAt: at(1) },
      { subject: 'two', from: { name: '', address: 'eve@amber.example' }, receivedAt: at(2) },
      { subject: 'three', from: { name: '', address: 'eve@lamber.example' }, receivedAt: at(3) },
    ]);
    await box.store(box.folders.sent, [{ subject: 'four', to: [MARIA, ADA], receivedAt: at(4) }]);
    await second.store(second.folders.inbox, [{ subject: 'five', from: ADA, receivedAt: at(5) }]);
    type Page = { data: Array<{ subject: string }>; meta: { next: string | null } };
    const page = async (query: Record<string, unknown>, caller = anna) => {
      const { status, body } = await caller.get<Page>('mailMessages:page', { query });
      expect(status).toBe(200);
      return { found: body.data.map(({ subject }) => subject).join(' '), ...body.meta };
    };
    const address = `maria@example.org,${ADA.address}`;
    const expected: Array<[object, string]> = [
      [{ address }, 'five four one'],
      [{ domain: 'AMBER.example' }, 'five four two one'],
      [{ domain: 'amber.example', address: 'maria@example.org' }, 'five four two one'],
      [{ address, role: 'sent' }, 'four'],
      [{ address, q: '-in:sent' }, 'five one'],
      [{ address, conversations: true }, 'five four one'],
    ];
    for (const [query, subjects] of expected)
      expect((await page({ ...query })).found, JSON.stringify(query)).toBe(subjects);
    // With so many, the database sorts what it finds for all of them.
    const many = Array.from({ length: 60 }, (_, index) => `nobody${index}@example.net`).join();
    expect((await page({ address: `${many},${address}`, domain: 'amber.example' })).found).toBe(
      'five four two one',
    );
    const first = await page({ address, limit: 2 });
    const rest = await page({ address, limit: 2, before: first.next });
    expect([first.found, rest.found, rest.next]).toEqual(['five four', 'one', null]);
    // Everybody sees their own.
    for (const caller of [booted.root, vera]) expect((await page({ address }, caller)).found).toBe('');
    const tooMany = Array.from({ length: 201 }, (_, index) => `${index}@example.net`).join();
    expect((await anna.get('mailMessages:page', { query: { address: tooMany } })).status).toBe(400);
  });

  it('are read up to a limit', async () => {
    const contacts = Array.from({ length: 101 }, (_, at) => ({ address: `c${at}@many.example` }));
    const { id } = await post('customers:create', { name: 'Many', contacts });
    const { people: found, more } = await read({ recordId: String(id) });
    expect([found.length, more]).toEqual([100, true]);
  });
});
