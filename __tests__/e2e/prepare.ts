import sqlite3 from 'sqlite3';
import path from 'node:path';
import type { Host } from '../../scripts/host.mts';
import type { LabelInput } from '../../src/common';
import { demoCustomers } from '../bed/seed';
import type { LocalMicrosoft } from '../bed/types';
import { Caller } from '../server/caller';
import { createMailPage } from './pages';
import { addSampleTemplates } from './sampleTemplates';

/** A person who uses the sample app; may configure it, as an admin of a small company would. */
export const DEMO_USER = { email: 'demo@example.com', password: 'demo-password', nickname: 'Demo User' };
/** Another one, who may configure nothing, to see that nobody sees another's mail. */
export const SECOND_USER = {
  email: 'second@example.com',
  password: 'second-password',
  nickname: 'Second User',
};

const LABELS: LabelInput[] = [
  { name: 'Follow up', color: 'orange' },
  { name: 'Invoices', color: 'green' },
  { name: 'Trade fair', color: 'geekblue' },
];

/** Where the sample page lies. */
export interface SamplePage {
  /** Open it at `admin/<pageUid>`. */
  pageUid: string;
}

export const signIn = (host: Host, user: { email: string; password: string }): Promise<Caller> =>
  Caller.signIn(host.url.replace(/\/$/, ''), user.email, user.password);

/** Users, sample customers whose addresses occur in the seeded mails, templates, labels, and a page with all blocks. */
export async function prepareSampleApp(host: Host): Promise<SamplePage> {
  const root = await signIn(host, host.root);
  const ordinary = { name: 'sales', title: 'Sales', allowNewMenu: true, strategy: { actions: ['view'] } };
  await must(root.post('roles:create', { body: ordinary }));
  for (const [user, role] of [
    [DEMO_USER, 'admin'],
    [SECOND_USER, ordinary.name],
  ] as const) {
    const [username = ''] = user.email.split('@');
    const created = root.post<{ id: number }>('users:create', { body: { ...user, username } });
    await must(created);
    await must(root.post(`users/${(await created).data.id}/roles:set`, { body: [role] }));
  }
  await must(
    root.post('collections:create', {
      body: {
        name: 'customers',
        title: 'Customers',
        titleField: 'name',
        fields: [
          text('name', 'Name', 'input', 'Input'),
          text('company', 'Company', 'input', 'Input'),
          text('email', 'E-mail', 'email', 'Input'),
        ],
      },
    }),
  );
  for (const customer of demoCustomers) await must(root.post('customers:create', { body: customer }));
  const person = await signIn(host, DEMO_USER);
  await addSampleTemplates(person, root, 'admin');
  for (const label of LABELS) await must(person.post('mailLabels:create', { body: label }));
  return createMailPage(root, { customersCollection: 'customers' });
}

/**
 * Points the plugin at the local stand-in for Microsoft, without an application: its client ID and secret
 * are left for a person to paste. Written past the settings page, which refuses incomplete settings.
 */
export async function pointAtStandIn(host: Host, bed: LocalMicrosoft): Promise<void> {
  const settings = {
    clientId: '',
    tenantKind: 'organization',
    tenant: bed.tenantId,
    cloud: 'custom',
    authority: bed.authority,
    imapServer: `${bed.imap.host}:${bed.imap.port}`,
    smtpServer: `${bed.smtp.host}:${bed.smtp.port}`,
    resource: 'https://outlook.office.com/',
  };
  const now = new Date().toISOString();
  const database = new sqlite3.Database(path.join(host.dir, 'storage', 'nocobase.sqlite'));
  database.configure('busyTimeout', 10_000);
  await new Promise<void>((resolve, reject) => {
    database.run(
      'INSERT INTO mailProviders (name, enabled, settings, secretsSavedAt, createdAt, updatedAt) VALUES (?, 1, ?, ?, ?, ?)',
      ['microsoft', JSON.stringify(settings), '{}', now, now],
      (error) => (error ? reject(error) : resolve()),
    );
  });
  await new Promise<void>((resolve, reject) =>
    database.close((error) => (error ? reject(error) : resolve())),
  );
}

const text = (name: string, title: string, kind: string, component: string) => ({
  name,
  type: 'string',
  interface: kind,
  uiSchema: { type: 'string', title, 'x-component': component },
});

async function must(call: Promise<{ status: number; body: unknown }>): Promise<void> {
  const { status, body } = await call;
  if (status >= 300) throw new Error(`The sample app could not be made: ${status} ${JSON.stringify(body)}`);
}
