import { expect } from 'vitest';
import { MOST_LINKS_AT_ONCE, type Id, type MessageView, type RecordKey } from '../../../src/common';
import type { MailContext } from '../../../src/server/context';
import { table } from '../../../src/server/store/db/rows';
import { bootApp, type BootedApp, type Caller } from '../boot';
import { giveRole, ID, mayView, textField as field } from '../hostSetup';
import { createMailbox } from '../store/mailbox';

/** An address book with the contacts. */
export const BOOK = {
  ...{ enabled: true, collection: 'contacts', names: ['first', 'last'], emails: ['email', 'private'] },
  ...{ detail: null, shown: ['status', 'company.city'] },
  page: '/admin/abc/view/def/filterbytk/1',
};

const unknown = { collection: 'contacts', recordKey: '999999' };
const mia = { collection: 'contacts', recordKey: '1' };
/** Changes of links that make no sense, whatever there is. */
export const NONSENSE: object[] = [
  {},
  { add: [mia], remove: [mia] },
  { add: Array.from({ length: MOST_LINKS_AT_ONCE + 1 }, (_, key) => ({ ...unknown, recordKey: `${key}` })) },
  { add: [{ collection: 'mailMessages', recordKey: '1' }] },
  { add: [{ ...unknown, recordKey: 'x'.repeat(200) }] },
  { add: [{ ...unknown, recordKey: '' }] },
  { add: [{ ...unknown, dataSource: 'other' }] },
  { add: ['contacts:1'] },
];

export async function readAs<T>(caller: Caller, action: string, query: Record<string, unknown>): Promise<T> {
  const answer = await caller.get<T>(action, { query });
  expect(answer.status, `${action} ${JSON.stringify(answer.body)}`).toBe(200);
  return answer.data;
}

/** The subjects of a page of messages, and where the next page begins. */
export async function pageAs(caller: Caller, query: Record<string, unknown>) {
  const { status, body } = await caller.get<{ data: MessageView[]; meta: { next: string | null } }>(
    'mailMessages:page',
    { query },
  );
  expect(status).toBe(200);
  return { subjects: body.data.map(({ subject }) => subject), next: body.meta.next };
}

export type TestMailbox = Awaited<ReturnType<typeof createMailbox>>;

/** Mailboxes, and collections whose records people may see more or less of. */
export interface RecordWorld {
  booted: BootedApp;
  ctx: MailContext;
  /** May view all contacts, without the private address. */
  anna: Caller;
  /** May view only the contacts that she made. */
  vera: Caller;
  /** May view no contacts, but create tickets. */
  bert: Caller;
  desk: TestMailbox;
  shop: TestMailbox;
  /** Messages by subject, and contacts by first name. */
  mails: Map<string, Id>;
  contacts: Map<string, RecordKey>;
}

export async function startRecordWorld(): Promise<RecordWorld> {
  const mails = new Map<string, Id>();
  const contacts = new Map<string, RecordKey>();
  const booted = await bootApp();
  const ctx: MailContext = { app: booted.app, log: booted.app.log };
  const create = async (action: string, body: object) => {
    const answer = await booted.root.post<{ id: number }>(action, { body });
    expect(answer.status, `${action} ${JSON.stringify(answer.body)}`).toBe(200);
    return answer.data.id;
  };
  await create('collections:create', {
    ...{ name: 'companies', title: 'Companies', autoGenId: true, fields: [field('city')] },
  });
  await create('collections:create', {
    ...{ name: 'contacts', title: 'Contacts', autoGenId: true, createdBy: true },
    fields: [
      ...[ID, field('first'), field('last'), field('email', { interface: 'email' })],
      field('private', { interface: 'email' }),
      field('status', {
        interface: 'select',
        uiSchema: { title: 'Status', enum: [{ value: 'vip', label: 'Important' }] },
      }),
    ],
  });
  await create('collections/contacts/fields:create', {
    ...{ name: 'company', type: 'belongsTo', interface: 'm2o', target: 'companies' },
    ...{ foreignKey: 'companyId', targetKey: 'id', uiSchema: { title: 'Company' } },
  });
  await create('collections:create', {
    ...{ name: 'deals', title: 'Deals', titleField: 'code', filterTargetKey: 'code', autoGenId: false },
    fields: [field('code', { primaryKey: true }), field('note')],
  });
  await create('collections:create', {
    ...{ name: 'tickets', title: 'Tickets', titleField: 'title', autoGenId: true, createdBy: true },
    fields: [
      field('title', { uiSchema: { title: 'Title', required: true } }),
      field('sender', { interface: 'email' }),
      field('description', { type: 'text', interface: 'textarea' }),
      field('secret'),
    ],
  });
  const [anna, vera] = [await booted.user('anna'), await booted.user('vera')];
  const bert = await booted.user('bert');
  await giveRole(booted, 'sales', anna);
  await giveRole(booted, 'agents', vera);
  await giveRole(booted, 'visitors', bert);
  const fields = ['id', 'first', 'last', 'email', 'status', 'company', 'companyId'];
  await mayView(booted, 'sales', 'contacts', fields);
  await mayView(booted, 'sales', 'companies', ['id', 'city']);
  await mayView(booted, 'sales', 'deals', ['code']);
  await create('roles/visitors/resources:create', {
    ...{ name: 'tickets', dataSourceKey: 'main', usingActionsConfig: true },
    actions: [
      { name: 'view', fields: ['title', 'sender'] },
      { name: 'create', fields: ['title', 'sender', 'description'] },
    ],
  });
  await mayView(booted, 'agents', 'contacts', ['id', 'first', 'email'], 'own');

  const companyId = await create('companies:create', { city: 'Berlin' });
  const rows = booted.app.db.getCollection('contacts').model;
  const contact = async (first: string, email: string, by: Caller, more: object = {}) => {
    const values = { first, last: 'Sommer', email, status: 'vip', companyId, ...more };
    const id = (await rows.create(values)).get('id') as number;
    await rows.update({ createdById: by.userId }, { where: { id } });
    contacts.set(first, { collection: 'contacts', recordKey: String(id) });
  };
  await contact('Mia', 'Mia@Firm.example', anna);
  await contact('Max', 'max@firm.example', vera, { private: 'mia_x@home.example' });
  await contact('Moritz', 'miaxx@home.example', anna);
  await booted.app.db.getCollection('deals').model.create({ code: 'D:1', note: 'Roof' });

  const desk = await createMailbox(booted, anna, 'desk');
  const shop = await createMailbox(booted, anna, 'shop');
  const own = { name: '', address: 'desk@example.com' };
  await table(ctx, 'mailIdentities').create({
    ...{ accountId: desk.accountId, name: '', address: own.address, isDefault: true, isOwn: true },
  });
  await rows.create({ first: 'Anna', last: 'herself', email: own.address });
  const keep = async (box: TestMailbox, folderId: Id, subject: string, day: number, more: object = {}) => {
    const receivedAt = `2024-03-0${day}T10:00:00.123Z`;
    const [id] = await box.store(folderId, [{ subject, receivedAt, to: [own], ...more }]);
    mails.set(subject, id);
  };
  const max = { name: '', address: 'max@firm.example' };
  const hers = await createMailbox(booted, vera, 'vera');
  await keep(desk, desk.folders.inbox, 'Offer', 1, { from: { name: 'Mia', address: 'mia@firm.example' } });
  await keep(desk, desk.folders.inbox, 'Order', 2, { cc: [max] });
  await keep(desk, desk.folders.sent, 'Answer', 3);
  await keep(shop, shop.folders.inbox, 'Parcel', 4);
  await keep(desk, desk.folders.inbox, 'Odd', 5, { from: { name: '', address: 'mia_x@home.example' } });
  await keep(hers, hers.folders.inbox, 'Foreign', 6, {
    from: max,
    cc: [{ name: '', address: 'mia@firm.example' }],
  });
  return { booted, ctx, anna, vera, bert, desk, shop, mails, contacts };
}
