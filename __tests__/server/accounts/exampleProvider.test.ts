import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMailbox } from '../../../src/server/accounts/mailbox';
import { seal } from '../../../src/server/accounts/secrets';
import type { CheckLine, ProviderSettingsView } from '../../../src/common';
import type { MailContext } from '../../../src/server/context';
import { PROVIDERS } from '../../../src/server/providers';
import type { MailProvider } from '../../../src/server/providers/provider';
import { table } from '../../../src/server/store/db/rows';
import { startBed } from '../../bed';
import { ensureCa } from '../../bed/ca';
import { listen } from '../../bed/net';
import type { LocalMicrosoft } from '../../bed/types';
import { bootApp, type BootedApp, type Caller } from '../boot';
import { codeOf, mail } from '../imap/mailboxes';
import { Person } from '../outbox/scene';
import { example, grant } from '../providers/example';
import { comeBack, endpointText } from './world';

const ANNA = { name: 'Anna', address: 'anna@mail.example' };

/** A submission server that knows passwords, and keeps what it takes. */
async function startSubmission(isRight: (user: string, password: string) => boolean) {
  const taken: string[] = [];
  const { cert, key } = ensureCa();
  const server = new SMTPServer({
    ...{ cert, key, authMethods: ['PLAIN'], logger: false, disableReverseLookup: true, closeTimeout: 200 },
    onAuth: ({ username, password }, _session, done) =>
      isRight(username ?? '', password ?? '')
        ? done(null, { user: username ?? '' })
        : done(Object.assign(new Error('5.7.8 no'), { responseCode: 535 })),
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        taken.push(Buffer.concat(chunks).toString());
        done();
      });
    },
  });
  const port = await listen(server.server, 0);
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { endpoint: { host: 'localhost', port }, taken, stop };
}

describe('a provider as docs/add-a-provider.md makes one', () => {
  const providers = PROVIDERS as MailProvider[];
  let bed: LocalMicrosoft;
  let booted: BootedApp;
  let ctx: MailContext;
  let submission: Awaited<ReturnType<typeof startSubmission>>;
  let values: Record<string, string>;
  let anna: Person;
  let password = '';

  /** Signs in on the provider's page, and comes back. */
  async function connect(caller: Caller, code: string): Promise<URL> {
    const { data } = await caller.post<{ url: string }>('mailAccounts:connect', {
      body: { provider: 'example', returnTo: '/admin/mail' },
    });
    const page = new URL(data.url);
    expect(page.origin).toBe('https://signin.mail.example');
    const back = new URL(page.searchParams.get('redirect_uri') ?? '');
    back.searchParams.set('state', page.searchParams.get('state') ?? '');
    back.searchParams.set('code', code);
    const response = await comeBack(caller, back.href);
    return new URL(response.headers.get('location') ?? '', booted.url);
  }

  beforeAll(async () => {
    providers.push(example);
    bed = await startBed({ profile: 'full', users: [ANNA] });
    password = bed.direct?.password ?? '';
    submission = await startSubmission((user, given) => user === ANNA.address && given === password);
    booted = await bootApp();
    ctx = { app: booted.app, log: booted.app.log };
    values = { imapServer: endpointText(bed.imap), smtpServer: endpointText(submission.endpoint) };
    await booted.root.post('mailProviders:save', { body: { name: 'example', enabled: true, values } });
    const caller = await booted.user('anna');
    grant('a-code', { user: ANNA.address, password });
    const location = await connect(caller, 'a-code');
    const accountId = location.searchParams.get('mailConnected');
    expect(accountId, location.href).toMatch(/^\d+$/);
    anna = Person.of(ctx, caller, String(accountId), ANNA.address);
  });
  afterAll(async () => {
    providers.splice(providers.indexOf(example), 1);
    await booted.stop();
    await submission.stop();
    await bed.stop();
  });

  it('has a settings page with what it has, and nothing of Microsoft’s', async () => {
    const { data } = await booted.root.get<ProviderSettingsView>('mailProviders:get', {
      query: { filterByTk: 'example' },
    });
    expect(data).toMatchObject({ values, adminConsentUrl: null, secretExpiry: null, consent: null });
    const check = await booted.root.post<CheckLine[]>('mailProviders:check', {
      body: { name: 'example', enabled: true, values },
    });
    const lines = check.data.map(({ name, result }) => `${name} ${result}`);
    expect(lines).toEqual(expect.arrayContaining(['settings passed', 'imap passed', 'smtp passed']));
    expect(lines.join(' ')).not.toMatch(/consent|secret-expiry|authority|client/);
  });

  it('has no page of admin consent', async () => {
    const { status } = await booted.root.post('mailProviders:consent', { body: { name: 'example' } });
    expect(status).toBe(404);
  });

  it('takes nobody without a code of its own', async () => {
    const location = await connect(await booted.user('ben'), 'made-up');
    expect(location.searchParams.get('mailError')).toBe('sign-in-failed');
  });

  it('receives', async () => {
    await bed.mailbox(ANNA.address).append({ raw: mail('by a password') });
    await anna.turn();
    const { data } = await anna.caller.get<Array<{ subject: string }>>('mailMessages:list');
    expect(data.map(({ subject }) => subject)).toEqual(['by a password']);
  });

  it('sends, and files the copy itself', async () => {
    await anna.send({ to: [{ name: '', address: 'ben@mail.example' }], subject: 'Sent by a password' });
    await anna.sends();
    expect(submission.taken).toEqual([expect.stringContaining('Subject: Sent by a password')]);
    const [copy] = await bed.mailbox(ANNA.address).list('Sent Items');
    expect(String(await bed.mailbox(ANNA.address).source('Sent Items', copy.uid))).toContain(
      'Sent by a password',
    );
  });

  it('asks its owner for a new password once the old one is refused', async () => {
    const credential = await seal(ctx, JSON.stringify({ user: ANNA.address, password: 'of yesterday' }));
    await table(ctx, 'mailTokens').update({ credential }, { where: { accountId: anna.accountId } });
    expect(await codeOf(openMailbox(ctx, anna.accountId))).toBe('password-changed');
  });
});
