import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RenderedTemplate, TemplateVariables, TemplateView } from '../../../src/common';
import { createFilled, secretOf } from '../accounts/filled';
import { bootApp, type BootedApp, type Caller } from '../boot';
import { giveRole, ID, mayView, textField as field } from '../hostSetup';

/** A record's values in templates: only those that the writer may see. */
describe('variables', () => {
  let booted: BootedApp;
  let anna: Caller;
  let vera: Caller;
  let hers: number;
  let template: TemplateView;

  const post = async <T = { id: number }>(action: string, body: object, caller = booted.root): Promise<T> => {
    const answer = await caller.post<T>(action, { body });
    expect(answer.status, `${action} ${JSON.stringify(answer.body)}`).toBe(200);
    return answer.data;
  };
  const write = (html: string, caller = anna) =>
    post<TemplateView>('mailTemplates:create', { title: 'x', subject: '{{ $record.name }}', html }, caller);
  const render = async (record: unknown, caller = anna, id = template.id) => {
    const { status, data, body } = await caller.post<RenderedTemplate>('mailTemplates:render', {
      body: { id, record, recipients: [{ name: 'Eve', address: 'eve@example.com' }], timeZone: 'UTC' },
    });
    expect(status, JSON.stringify(body)).toBe(200);
    return data;
  };
  const customer = (id: unknown) => ({ collection: 'customers', id });

  beforeAll(async () => {
    booted = await bootApp();
    await post('collections:create', {
      ...{ name: 'companies', autoGenId: true, createdBy: false },
      fields: [ID, field('city'), field('rating')],
    });
    await post('collections:create', {
      ...{ name: 'customers', autoGenId: true, createdBy: true },
      fields: [ID, field('name'), field('secret'), field('pin', { type: 'password', interface: 'password' })],
    });
    await post('collections/customers/fields:create', {
      ...{ name: 'company', type: 'belongsTo', interface: 'm2o', target: 'companies' },
      ...{ foreignKey: 'companyId', targetKey: 'id', uiSchema: { title: 'Company' } },
    });
    await post('collections/companies/fields:create', {
      ...{ name: 'customers', type: 'hasMany', interface: 'o2m', target: 'customers' },
      ...{ foreignKey: 'companyId', sourceKey: 'id', targetKey: 'id' },
    });
    await post('collections/customers/fields:create', {
      ...{ name: 'mail', type: 'belongsTo', interface: 'm2o', target: 'mailMessages' },
      ...{ foreignKey: 'mailId', targetKey: 'id' },
    });
    anna = await booted.user('anna');
    vera = await booted.user('vera');
    await giveRole(booted, 'sales', anna);
    await giveRole(booted, 'visitors', vera);
    const users = booted.app.db.getRepository('users');
    await users.update({ filterByTk: anna.userId, values: { phone: '030 1' } });
    const fields = ['id', 'name', 'company', 'companyId', 'mail', 'mailId'];
    await mayView(booted, 'sales', 'customers', fields, 'own');
    await mayView(booted, 'sales', 'companies', ['id', 'city']);

    const { id: companyId } = await post('companies:create', { city: 'Berlin & Bonn', rating: 'bad' });
    const values = { name: '<b>Ann</b>', secret: 'hidden', pin: 'hidden', companyId };
    const rows = booted.app.db.getCollection('customers').model;
    const filled = await createFilled(booted.app, vera);
    const mine = await rows.create({ ...values, mailId: filled.messageId });
    const theirs = await rows.create({ ...values, name: 'theirs' });
    // The host sets it from the request, and here there is none.
    for (const [row, { userId }] of [
      [mine, anna],
      [theirs, vera],
    ] as const)
      await rows.update({ createdById: userId }, { where: { id: row.get('id') as number } });
    hers = mine.get('id') as number;
    template = await write(
      [
        ...['name', 'company.city', 'company.rating', 'secret', 'pin', 'id', 'nothing', 'mail.subject'],
        ...['company.customers.secret', 'createdBy.email', 'createdBy.password'],
      ]
        .map((path) => `{{ $record.${path} }}`)
        .join('|') + '|{{ $user.nickname }}|{{ $user.phone }}|{{ $user.password }}|{{ $recipient.name }}',
    );
  });
  afterAll(() => booted.stop());

  it('are filled in from a record that the writer may view, in the fields that the role may view', async () => {
    const { subject, html, missing } = await render(customer(hers));
    expect(subject).toBe('<b>Ann</b>');
    expect(html.split('|')).toEqual([
      ...['&lt;b&gt;Ann&lt;/b&gt;', 'Berlin &amp; Bonn', '{{ $record.company.rating }}'],
      ...['{{ $record.secret }}', '{{ $record.pin }}', String(hers), '{{ $record.nothing }}'],
      ...['{{ $record.mail.subject }}', '{{ $record.company.customers.secret }}'],
      ...['{{ $record.createdBy.email }}', '{{ $record.createdBy.password }}'],
      ...['anna', '030 1', '{{ $user.password }}', 'Eve'],
    ]);
    expect(missing).toEqual([...html.matchAll(/\{\{ (\S+) \}\}/g)].map(([, name]) => name));
  });

  it('have no value of a record outside the writer’s scope, or of none', async () => {
    const other = hers + 1;
    expect(await booted.app.db.getCollection('customers').model.count({ where: { id: other } })).toBe(1);
    for (const record of [customer(other), customer(9999), customer('x'), customer("1' or 1=1"), null]) {
      const { subject, html, missing } = await render(record);
      expect([subject, html.includes('Berlin')], JSON.stringify(record)).toEqual([
        '{{ $record.name }}',
        false,
      ]);
      expect(missing).toContain('$record.name');
    }
    for (const collection of [
      'nowhere',
      'customers.company',
      '__proto__',
      'mailMessages',
      'mailTokens',
      'users',
    ])
      expect((await render({ collection, id: hers })).subject, collection).toBe('{{ $record.name }}');
  });

  it('are not filled in for a role that may view nothing, even in somebody else’s template', async () => {
    const theirs = await write('{{ $record.name }} {{ $record.company.city }}', booted.root);
    await booted.root.post('mailTemplates:share', {
      query: { filterByTk: theirs.id },
      body: { roles: ['visitors', 'sales'] },
    });
    expect((await render(customer(hers), vera, theirs.id)).html).toBe(theirs.html);
    expect((await render(customer(hers), anna, theirs.id)).html).toContain('Berlin');
    expect((await render(customer(hers), booted.root, theirs.id)).subject).toBe('<b>Ann</b>');
  });

  it('lead into mail only where it is the writer’s own', async () => {
    const theirs = await write('{{ $record.mail.subject }}', booted.root);
    const html = async (caller: Caller) => (await render(customer(hers), caller, theirs.id)).html;
    expect(await html(booted.root)).not.toContain(secretOf(vera));
  });

  it('are offered as far as the writer may see them', async () => {
    const { data } = await anna.get<TemplateVariables>('mailTemplates:variables', {
      query: { collection: 'customers' },
    });
    expect(data.collections.map(({ name }) => name).sort()).toEqual(['companies', 'customers']);
    expect(data.record).toContainEqual({ path: '$record.name', title: 'NAME' });
    const paths = [...data.record, ...data.user].map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['$user.nickname', '$user.phone', '$user.email']));
    for (const hidden of ['$record.secret', '$record.pin', '$user.password', '$user.resetToken'])
      expect(paths).not.toContain(hidden);
    const none = await vera.get<TemplateVariables>('mailTemplates:variables', {
      query: { collection: 'customers' },
    });
    expect(none.data.record).toEqual([]);
  });

  it('are written in the template’s language, else in the writer’s', async () => {
    const dated = async (language: string, header?: string) => {
      const { id } = await post<TemplateView>(
        'mailTemplates:create',
        { title: 'x', subject: '{{ $weekday }}', language },
        anna,
      );
      const { data } = await anna.post<RenderedTemplate>('mailTemplates:render', {
        body: { id, timeZone: 'UTC' },
        headers: header === undefined ? {} : { 'X-Locale': header },
      });
      return data.subject;
    };
    const today = (language: string) =>
      new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(new Date());
    expect(await dated('de-DE')).toBe(today('de'));
    expect(await dated('fr')).toBe(today('fr'));
    expect(await dated('', 'zh-CN')).toBe(today('zh'));
  });
});
