import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { HostFilePage, HostFileRef, RecordFilesView, UploadView } from '../../../src/common';
import { table } from '../../../src/server/store/db/rows';
import { bootApp, type BootedApp, type Caller } from '../boot';
import { giveRole, ID, mayView, textField as field } from '../hostSetup';

/** The page builder gives them to a collection of files. */
const FILE_FIELDS = [
  ...['title', 'filename', 'extname', 'mimetype', 'path', 'url', 'preview'].map((name) => field(name)),
  ...[
    { ...field('size'), type: 'integer' },
    { name: 'meta', type: 'jsonb' },
  ],
  { name: 'storage', type: 'belongsTo', target: 'storages', foreignKey: 'storageId' },
];
const attachment = (name: string, title: string) => ({
  ...{ name, type: 'belongsToMany', interface: 'attachment', target: 'attachments', uiSchema: { title } },
});

interface Stored {
  id: number;
  path: string;
  filename: string;
}

/** Files of NocoBase's own: in fields of records, and in collections of files. */
describe('files in NocoBase', () => {
  let booted: BootedApp;
  /** May view her own customers, their files but not their secrets, and all offers. */
  let anna: Caller;
  /** May view nothing. */
  let vera: Caller;
  let hers: number;
  let theirs: number;
  let companyId: number;
  const files: Record<string, Stored> = {};

  const post = async <T = { id: number }>(action: string, body: object, caller = booted.root): Promise<T> => {
    const answer = await caller.post<T>(action, { body });
    expect(answer.status, `${action} ${JSON.stringify(answer.body)}`).toBe(200);
    return answer.data;
  };
  const store = async (
    name: string,
    content: string | Uint8Array<ArrayBuffer>,
    collection = 'attachments',
  ) => {
    const body = new FormData();
    body.append('file', new Blob([content]), name);
    const { status, data } = await booted.root.post<Stored>(`${collection}:create`, { body });
    expect(status).toBe(200);
    files[name] = data;
    return data.id;
  };
  const listed = async (caller: Caller, recordId: unknown = hers, collection = 'customers') => {
    const query = { collection, recordId: String(recordId) };
    const { status, data } = await caller.get<RecordFilesView[]>('mailUploads:ofRecord', { query });
    expect(status).toBe(200);
    return data.map(({ titles, files: found }) => [...titles, ...found.map(({ filename }) => filename)]);
  };
  const copy = (wanted: HostFileRef[], caller = anna) =>
    caller.post<UploadView[]>('mailUploads:copy', { body: { files: wanted } });
  const inContract = (name: string, more: object = {}): HostFileRef => ({
    ...{ collection: 'customers', recordId: hers, field: 'contracts', fileId: files[name].id, ...more },
  });
  const contentOf = async ({ id }: UploadView) => {
    const query = { filterByTk: String(id) };
    return (await anna.fetch('GET', 'mailUploads:download', { query })).text();
  };
  const kept = async () => {
    const ctx = { app: booted.app } as never;
    return [await table(ctx, 'mailUploads').count(), await table(ctx, 'mailBlobs').count()];
  };

  beforeAll(async () => {
    booted = await bootApp();
    await post('collections:create', { name: 'companies', autoGenId: true, fields: [ID, field('city')] });
    await post('collections:create', {
      ...{ name: 'customers', autoGenId: true, createdBy: true, fields: [ID, field('name')] },
    });
    for (const name of ['offers', 'plans'])
      await post('collections:create', { name, title: name, template: 'file', fields: [ID, ...FILE_FIELDS] });
    await post('collections/customers/fields:create', attachment('contracts', 'Contracts'));
    await post('collections/customers/fields:create', attachment('secrets', 'Secrets'));
    await post('collections/companies/fields:create', attachment('logos', 'Logos'));
    await post('collections/customers/fields:create', {
      ...{ name: 'company', type: 'belongsTo', interface: 'm2o', target: 'companies' },
      ...{ foreignKey: 'companyId', targetKey: 'id', uiSchema: { title: 'Company' } },
    });
    await post('collections/customers/fields:create', {
      ...{ name: 'plan', type: 'belongsTo', interface: 'm2o', target: 'plans' },
      ...{ foreignKey: 'planId', targetKey: 'id', uiSchema: { title: 'Plan' } },
    });
    anna = await booted.user('anna');
    vera = await booted.user('vera');
    await giveRole(booted, 'sales', anna);
    await giveRole(booted, 'visitors', vera);
    const customerFields = ['id', 'name', 'contracts', 'company', 'companyId', 'plan', 'planId'];
    await mayView(booted, 'sales', 'customers', customerFields, 'own');
    await mayView(booted, 'sales', 'companies', ['id', 'logos']);
    for (const name of ['attachments', 'offers'])
      await mayView(booted, 'sales', name, ['id', 'title', 'filename']);

    companyId = (await post('companies:create', { city: 'Berlin', logos: [await store('logo.png', 'png')] }))
      .id;
    const create = async (values: object) => (await post('customers:create', values)).id;
    hers = await create({
      contracts: [await store('Vertrag Müller.pdf', 'a contract'), await store('gone.txt', 'gone')],
      ...{ secrets: [await store('secret.txt', 'secret')], companyId },
      plan: await store('plan.txt', 'a plan', 'plans'),
    });
    theirs = await create({ contracts: [await store('theirs.txt', 'theirs')] });
    const rows = booted.app.db.getCollection('customers').model;
    for (const [id, { userId }] of [
      [hers, anna],
      [theirs, vera],
    ] as const)
      await rows.update({ createdById: userId }, { where: { id } });
    for (const name of ['Offer 1.pdf', 'Offer_2.pdf', 'Price list.txt']) await store(name, name, 'offers');
  });
  afterAll(() => booted?.stop());
  afterEach(async () => {
    const ctx = { app: booted.app } as never;
    for (const name of ['mailUploads', 'mailBlobs'] as const) await table(ctx, name).destroy({ where: {} });
  });

  it('are listed by field, for a record and what it leads to', async () => {
    expect(await listed(booted.root)).toEqual([
      ['Contracts', 'Vertrag Müller.pdf', 'gone.txt'],
      ['Secrets', 'secret.txt'],
      ['Plan', 'plan.txt'],
      ['Company', 'Logos', 'logo.png'],
    ]);
    expect(await listed(booted.root, companyId, 'companies')).toEqual([['Logos', 'logo.png']]);
  });

  it('are listed as far as the role may view them', async () => {
    expect(await listed(anna)).toEqual([
      ['Contracts', 'Vertrag Müller.pdf', 'gone.txt'],
      ['Company', 'Logos', 'logo.png'],
    ]);
    expect(await listed(vera)).toEqual([]);
    for (const id of [theirs, 99_999, 'x', "1' or 1=1", `${hers} `])
      expect(await listed(anna, id)).toEqual([]);
    for (const name of ['nowhere', '__proto__', 'attachments', 'offers', 'customers.contracts'])
      expect(await listed(anna, hers, name), name).toEqual([]);
  });

  it('are copied with their names and contents', async () => {
    const logo = (await listed(anna)) && {
      ...{ collection: 'companies', recordId: companyId, field: 'logos', fileId: files['logo.png'].id },
    };
    const { status, data } = await copy([inContract('Vertrag Müller.pdf'), logo]);
    expect(status).toBe(200);
    expect(data).toMatchObject([
      { filename: 'Vertrag Müller.pdf', size: 10, contentId: null },
      { filename: 'logo.png', size: 3 },
    ]);
    expect(await contentOf(data[0])).toBe('a contract');
  });

  it.each<[string, () => HostFileRef]>([
    ['a record of somebody else’s', () => inContract('theirs.txt', { recordId: theirs })],
    ['a file of another record', () => inContract('theirs.txt')],
    ['a file of another field', () => inContract('secret.txt')],
    ['a field that the role may not view', () => inContract('secret.txt', { field: 'secrets' })],
    ['a field whose files the role may not view', () => inContract('plan.txt', { field: 'plan' })],
    ['a field without files', () => inContract('gone.txt', { field: 'company' })],
    ['no field', () => inContract('gone.txt', { field: 'nothing' })],
    ['no collection', () => inContract('gone.txt', { collection: 'nowhere' })],
    ['a bare id', () => ({ collection: 'attachments', recordId: files['gone.txt'].id })],
    ['a record of no file', () => ({ collection: 'customers', recordId: hers })],
    [
      'a collection that the role may not view',
      () => ({ collection: 'plans', recordId: files['plan.txt'].id }),
    ],
    ['a record that isn’t there', () => ({ collection: 'offers', recordId: 99_999 })],
    ['a key of another type', () => ({ collection: 'offers', recordId: '1x' })],
  ])('aren’t copied: %s, and neither is what was asked for with it', async (_what, wanted) => {
    expect((await copy([inContract('Vertrag Müller.pdf'), wanted()])).status).toBe(404);
    expect(await kept()).toEqual([0, 0]);
  });

  it('aren’t copied for people who may view none, or aren’t signed in', async () => {
    const wanted = [inContract('Vertrag Müller.pdf')];
    expect((await copy(wanted, vera)).status).toBe(404);
    expect((await copy(wanted, booted.nobody)).status).toBeGreaterThanOrEqual(401);
    for (const action of ['ofRecord', 'fileCollections', 'filesOf']) {
      const query = { collection: 'customers', recordId: String(hers) };
      const answer = await booted.nobody.get(`mailUploads:${action}`, { query });
      expect(answer.status, action).toBeGreaterThanOrEqual(401);
    }
    expect((await copy(wanted, booted.root)).status).toBe(200);
  });

  it('aren’t copied if one has been deleted from its storage', async () => {
    const { path: folder, filename } = files['gone.txt'];
    await rm(path.resolve(process.env.STORAGE_PATH ?? '', 'uploads', folder, filename));
    const { status, body } = await copy([inContract('Vertrag Müller.pdf'), inContract('gone.txt')]);
    expect({ status, body }).toMatchObject({
      status: 503,
      body: {
        errors: [{ code: 'attachment-unavailable', message: expect.stringContaining('storage') as string }],
      },
    });
    expect(await kept()).toEqual([0, 0]);
  });

  it('aren’t copied if no message can contain them, even if they say otherwise', async () => {
    const model = booted.app.db.getCollection('attachments').model;
    const { id } = files['Vertrag Müller.pdf'];
    await model.update({ size: 40 * 1024 * 1024 }, { where: { id } });
    const refusal = { status: 413, body: { errors: [{ code: 'message-too-large' }] } };
    expect(await copy([inContract('Vertrag Müller.pdf')])).toMatchObject(refusal);
    const large = await store('large.bin', new Uint8Array(18 * 1024 * 1024));
    const larger = await store('larger.bin', new Uint8Array(18 * 1024 * 1024));
    await post(`customers:update?filterByTk=${hers}`, { contracts: [large, larger] });
    expect(await copy([inContract('large.bin'), inContract('larger.bin')])).toMatchObject(refusal);
    expect(await kept()).toEqual([0, 0]);
    await model.update({ size: 5 }, { where: { id: large } });
    expect((await copy([inContract('large.bin')])).data).toMatchObject([{ size: 18 * 1024 * 1024 }]);
  });

  it('are found in collections of files, by parts of their names', async () => {
    const collections = async (caller: Caller) =>
      (await caller.get<Array<{ name: string }>>('mailUploads:fileCollections')).data.map(({ name }) => name);
    expect(await collections(booted.root)).toEqual(['offers', 'plans']);
    expect(await collections(anna)).toEqual(['offers']);
    expect(await collections(vera)).toEqual([]);
    const find = async (query: Record<string, unknown>, caller = anna) => {
      const { data } = await caller.get<HostFilePage>('mailUploads:filesOf', { query });
      return data.files.map(({ filename }) => filename);
    };
    const all = ['Price list.txt', 'Offer_2.pdf', 'Offer 1.pdf'];
    expect(await find({ collection: 'offers' })).toEqual(all);
    expect(await find({ collection: 'offers', search: 'offer pdf' })).toEqual(['Offer_2.pdf', 'Offer 1.pdf']);
    expect(await find({ collection: 'offers', search: 'PRICE' })).toEqual(['Price list.txt']);
    for (const search of ["' or 1=1 --", 'nothing'])
      expect(await find({ collection: 'offers', search }), search).toEqual([]);
    expect(await find({ collection: 'offers', page: 2 })).toEqual([]);
    for (const collection of ['plans', 'attachments', 'customers', 'nowhere'])
      expect(await find({ collection }), collection).toEqual([]);
    expect(await find({ collection: 'offers' }, vera)).toEqual([]);
    const { data } = await copy([{ collection: 'offers', recordId: files['Offer_2.pdf'].id }]);
    expect(data).toMatchObject([{ filename: 'Offer_2.pdf' }]);
    expect(await contentOf(data[0])).toBe('Offer_2.pdf');
  });

  it.each([
    [{ files: [] }],
    [{ files: [{ collection: 'customers' }] }],
    [{ files: [{ collection: 'customers', recordId: 1, field: 'contracts' }] }],
    [{ files: [{ collection: 'customers', recordId: {}, field: 'contracts', fileId: 1 }] }],
    [{ files: [{ collection: 'customers', recordId: 1, field: ['contracts'], fileId: 1 }] }],
    [{ files: [{ collection: 'mailMessages', recordId: 1, field: 'attachments', fileId: 1 }] }],
    [{ files: [{ collection: 'mailUploads', recordId: 1 }] }],
    [{ files: [{ collection: 'customers', recordId: 1 }], messageId: 1 }],
  ])('refuse %j', async (body) => {
    expect((await booted.root.post('mailUploads:copy', { body })).status).toBe(400);
  });
});
