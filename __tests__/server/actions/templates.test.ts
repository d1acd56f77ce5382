import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  MOST_TEMPLATES,
  type RenderedTemplate,
  type TemplateList,
  type TemplateRole,
  type TemplateView,
  type UploadView,
} from '../../../src/common';
import type { MailContext } from '../../../src/server/context';
import { sweepUploads } from '../../../src/server/store/outbox/uploads';
import { table } from '../../../src/server/store/db/rows';
import { bootApp, type BootedApp, type Caller } from '../boot';
import { codeOf } from '../caller';

const HTML = '<p>Hello</p>';

describe('templates', () => {
  let booted: BootedApp;
  let ctx: MailContext;
  let anna: Caller;
  let bert: Caller;
  let carla: Caller;

  const create = (values: object, caller = anna) =>
    caller.post<TemplateView>('mailTemplates:create', { body: { title: 'Hello', html: HTML, ...values } });
  const created = async (values: object = {}, caller = anna): Promise<TemplateView> => {
    const { status, data, body } = await create(values, caller);
    expect(status, JSON.stringify(body)).toBe(200);
    return data;
  };
  const titles = async (caller: Caller) => {
    const { data } = await caller.get<TemplateList>('mailTemplates:list');
    return data.templates.map(({ title }) => title);
  };
  const get = (id: unknown, caller: Caller) =>
    caller.get<TemplateView>('mailTemplates:get', { query: { filterByTk: id } });
  const upload = async (caller: Caller, content: string) => {
    const body = new FormData();
    body.set('file', new Blob([content]), 'offer.txt');
    return (await caller.post<UploadView>('mailUploads:create', { body })).data;
  };
  const render = (values: object, caller = anna) =>
    caller.post<RenderedTemplate>('mailTemplates:render', { body: values });
  const share = (id: unknown, roles: string[], caller = booted.root) =>
    caller.post('mailTemplates:share', { query: { filterByTk: id }, body: { roles } });

  beforeAll(async () => {
    booted = await bootApp();
    ctx = { app: booted.app, log: booted.app.log };
    [anna, bert, carla] = [await booted.user('anna'), await booted.user('bert'), await booted.user('carla')];
    await booted.root.post('roles:create', { body: { name: 'sales', title: 'Sales' } });
    await booted.app.db
      .getRepository('users')
      .update({ filterByTk: carla.userId, values: { roles: ['sales'] } });
  });
  beforeEach(async () => {
    await table(ctx, 'mailTemplates').destroy({ where: {} });
  });
  afterAll(() => booted.stop());

  it('are stored clean, listed by folder and title, and changed', async () => {
    await created({ title: 'Zebra' });
    await created({ title: 'b', folder: 'Sales' });
    const own = await created({
      ...{ title: ' Offer ', folder: 'Sales', subject: 'For {{ $record.name }}', language: 'de-DE' },
      html: '<p onclick="x()">Hello {{ $recipient.name }}</p><script>x()</script>',
    });
    expect(own).toMatchObject({
      ...{ title: 'Offer', folder: 'Sales', subject: 'For {{ $record.name }}', language: 'de-DE' },
      ...{ html: '<p>Hello {{ $recipient.name }}</p>', preview: 'Hello {{ $recipient.name }}' },
      ...{ isOwn: true, owner: 'anna', roles: [], isShared: false, files: [], hasFiles: false },
    });
    expect(await titles(anna)).toEqual(['b', 'Offer', 'Zebra']);
    const { status, data } = await anna.post<TemplateView>('mailTemplates:update', {
      query: { filterByTk: own.id },
      body: { title: 'New', html: '<p>New</p>' },
    });
    expect(status).toBe(200);
    expect(data).toMatchObject({ id: own.id, title: 'New', folder: '', subject: '', html: '<p>New</p>' });
    expect((await anna.post('mailTemplates:destroy', { query: { filterByTk: own.id } })).status).toBe(200);
    expect(codeOf(await get(own.id, anna))).toEqual([404, 'not-found']);
  });

  it('are their owner’s alone: nobody else reads, uses, changes or deletes them', async () => {
    const { id } = await created({ title: 'Private' });
    for (const other of [bert, booted.root]) {
      expect(await titles(other)).toEqual([]);
      for (const answer of [
        await get(id, other),
        await render({ id }, other),
        await other.post('mailTemplates:update', { query: { filterByTk: id }, body: { title: 'x' } }),
        await other.post('mailTemplates:destroy', { query: { filterByTk: id } }),
      ])
        expect(codeOf(answer)).toEqual([404, 'not-found']);
    }
    for (const action of [
      'list',
      'get',
      'create',
      'update',
      'destroy',
      'share',
      'roles',
      'variables',
      'render',
    ]) {
      const method = ['list', 'get', 'roles', 'variables'].includes(action) ? 'GET' : 'POST';
      const answer = await booted.nobody.fetch(method, `mailTemplates:${action}`, {
        query: { filterByTk: id },
        ...(method === 'POST' ? { body: { id, title: 'x', roles: [] } } : {}),
      });
      expect(answer.status, action).toBe(401);
    }
    expect((await get(id, anna)).data).toMatchObject({ title: 'Private' });
  });

  it('are shared with roles only by those who may configure the plugin, and only to be used', async () => {
    const hers = await created({ title: 'Hers' });
    expect((await share(hers.id, ['sales'], anna)).status).toBe(403);
    expect((await anna.get('mailTemplates:roles')).status).toBe(403);
    expect((await share(hers.id, ['sales'])).status).toBe(404);

    const { id } = await created({ title: 'For sales' }, booted.root);
    const { data: roles } = await booted.root.get<TemplateRole[]>('mailTemplates:roles');
    expect(roles).toContainEqual({ name: 'sales', title: 'Sales' });
    expect(codeOf(await share(id, ['sales', 'nothing']))).toEqual([400, 'invalid-input']);
    expect((await share(id, ['sales', 'sales'])).status).toBe(200);
    expect((await get(id, booted.root)).data).toMatchObject({ roles: ['sales'], isShared: true });

    expect(await titles(carla)).toEqual(['For sales']);
    expect(await titles(bert)).toEqual([]);
    const { data: seen } = await get(id, carla);
    expect(seen).toMatchObject({ isOwn: false, isShared: true, owner: 'Root', roles: [], html: HTML });
    expect((await render({ id }, carla)).data).toMatchObject({ html: HTML, missing: [] });
    for (const action of ['update', 'destroy'])
      expect(
        (await carla.post(`mailTemplates:${action}`, { query: { filterByTk: id }, body: { title: 'x' } }))
          .status,
      ).toBe(404);
    const canShare = async (caller: Caller) =>
      (await caller.get<TemplateList>('mailTemplates:list')).data.canShare;
    expect([await canShare(carla), await canShare(booted.root)]).toEqual([false, true]);

    // A change leaves it shared; an empty list ends that.
    await booted.root.post('mailTemplates:update', { query: { filterByTk: id }, body: { title: 'Changed' } });
    expect(await titles(carla)).toEqual(['Changed']);
    expect((await share(id, [])).status).toBe(200);
    expect(await titles(carla)).toEqual([]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['no title', { title: '  ' }, 'title'],
    ['a long title', { title: 'x'.repeat(201) }, 'title'],
    ['a title of several lines', { title: 'a\nb' }, 'title'],
    ['a subject of several lines', { subject: 'a\r\nBcc: b' }, 'subject'],
    ['a long text', { html: 'x'.repeat(1_000_001) }, 'html'],
    ['a language that is none', { language: 'de_DE; x' }, 'language'],
    ['too many files', { uploadIds: Array.from({ length: 51 }, (_, index) => index + 1) }, 'uploadIds'],
  ])('are refused with %s', async (_what, values, field) => {
    const { status, body } = await create(values);
    expect(status).toBe(400);
    expect((body as unknown as { errors: unknown[] }).errors).toMatchObject([
      { code: 'invalid-input', field },
    ]);
    expect(await titles(anna)).toEqual([]);
  });

  it('are limited in number, also when they come at the same time', async () => {
    const rows = Array.from({ length: MOST_TEMPLATES - 1 }, (_, index) => ({
      ...{ userId: anna.userId, title: `t${index}`, html: '', roles: [], uploadIds: [] },
    }));
    for (const row of rows.slice(0, 1)) await table(ctx, 'mailTemplates').create(row);
    await table(ctx, 'mailTemplates').bulkCreate(rows.slice(1));
    const answers = await Promise.all([create({}), create({}), create({})]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 429, 429]);
    expect(answers.map(codeOf)).toContainEqual([429, 'templates-full']);
    expect((await create({}, bert)).status).toBe(200);
  });

  it('keep files of their own, whatever becomes of the uploads they were made from', async () => {
    const first = await upload(anna, 'first');
    const his = await upload(bert, 'his');
    const template = await created({ uploadIds: [first.id, his.id, 999] });
    expect(template.files.map(({ filename, size }) => [filename, size])).toEqual([['offer.txt', 5]]);
    const [file] = template.files;
    expect(String(file.id)).not.toBe(String(first.id));
    await anna.post('mailUploads:destroy', { query: { filterByTk: first.id } });
    await sweepUploads(ctx, new Date(Date.now() + 60_000));

    // Shown without copies, sent with them; each writer gets their own.
    expect((await render({ id: template.id })).data.files).toEqual(template.files);
    const { data } = await render({ id: template.id, withFiles: true });
    expect(data.files).toMatchObject([{ filename: 'offer.txt', size: 5 }]);
    expect(String(data.files[0].id)).not.toBe(String(file.id));
    const read = await anna.fetch('GET', 'mailUploads:download', { query: { filterByTk: data.files[0].id } });
    expect(await read.text()).toBe('first');
    const foreign = await bert.get('mailUploads:download', { query: { filterByTk: data.files[0].id } });
    expect(foreign.status).toBe(404);

    const second = await upload(anna, 'second');
    const change = (uploadIds: unknown[]) =>
      anna.post<TemplateView>('mailTemplates:update', {
        query: { filterByTk: template.id },
        body: { title: 'x', uploadIds },
      });
    const both = (await change([second.id, file.id])).data;
    expect(both.files.map(({ size }) => size)).toEqual([6, 5]);
    expect(String(both.files[1].id)).toBe(String(file.id));
    const less = (await change([both.files[0].id])).data;
    expect(less.files.map(({ size }) => size)).toEqual([6]);
    const kept = async (id: unknown) => (await table(ctx, 'mailUploads').findByPk(String(id))) !== null;
    expect([await kept(file.id), await kept(both.files[0].id)]).toEqual([false, true]);
    await anna.post('mailTemplates:destroy', { query: { filterByTk: template.id } });
    expect(await kept(both.files[0].id)).toBe(false);
  });

  it('go with the person who wrote them', async () => {
    const dora = await booted.user('dora');
    await created({}, dora);
    await booted.root.post('users:destroy', { query: { filterByTk: dora.userId } });
    expect(await table(ctx, 'mailTemplates').count()).toBe(0);
  });
});
