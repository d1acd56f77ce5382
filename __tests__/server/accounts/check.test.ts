import { createServer, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CheckLine } from '../../../src/common';
import { listen, stopServer } from '../../bed/net';
import { startStranger, type Stranger } from '../../bed/stranger';
import type { EntraFault } from '../../bed/types';
import { save, settingsOf, startWorld, type World } from './world';

const PLACE = { tenantKind: 'organization', tenant: 'example.com' };

describe('checking a configuration', () => {
  let world: World;
  let stranger: Stranger;

  const ask = (values: Record<string, string>, more: Record<string, unknown> = {}) =>
    world.root.post<CheckLine[]>('mailProviders:check', {
      body: {
        name: 'microsoft',
        enabled: true,
        values: { ...settingsOf(world.bed), ...PLACE, ...values },
        origin: world.url,
        ...more,
      },
    });
  /** `name` → `result code step`. */
  const check = async (values: Record<string, string> = {}, more: Record<string, unknown> = {}) => {
    const { status, data, body } = await ask(values, more);
    expect(status, JSON.stringify(body)).toBe(200);
    for (const line of data) expect(line.message, line.name).toMatch(/^[A-Z“].*\.$/);
    return Object.fromEntries(
      data.map(({ name, result, code, step }) => [
        name,
        result === 'passed' ? result : [result, code, step].filter(Boolean).join(' '),
      ]),
    );
  };

  beforeAll(async () => {
    world = await startWorld([{ name: 'Anna', address: 'anna@example.com' }]);
    stranger = await startStranger();
    await save(world, { ...settingsOf(world.bed), ...PLACE });
  });
  afterEach(() => {
    world.bed.clearFaults();
    delete process.env.APP_PUBLIC_ORIGIN;
  });
  afterAll(async () => {
    await stranger.stop();
    await world.stop();
  });

  it('finds that everything is right, also with the stored secret', async () => {
    const right = {
      settings: 'passed',
      https: 'passed',
      origin: 'passed',
      authority: 'passed',
      client: 'passed',
      redirect: 'passed',
      'secret-expiry': 'skipped secret',
      consent: 'warning admin-consent-required consent',
      imap: 'passed',
      smtp: 'passed',
    };
    expect(await check()).toEqual(right);
    expect(await check({ clientSecret: '', tenant: world.bed.tenantId })).toEqual(right);
    expect(await world.app.db.getCollection('mailConnects').model.count()).toBe(0);
  });

  it('names the step of the guide that each line is about', async () => {
    const { data } = await ask({});
    expect(data.map(({ name, step }) => `${name} ${String(step)}`)).toEqual([
      'settings null',
      'https redirect',
      'origin redirect',
      'authority register',
      'client secret',
      'redirect redirect',
      'secret-expiry secret',
      'consent consent',
      'imap servers',
      'smtp servers',
    ]);
  });

  it('says no more than it knows', async () => {
    const sentence = async (values: Record<string, string>) =>
      (await ask(values)).data.find(({ name }) => name === 'authority')?.message;
    expect(await sentence({})).toBe('The sign-in service responds and recognizes the tenant.');
    expect(await sentence({ tenantKind: 'organizations' })).toBe('The sign-in service responds.');
  });

  it('says what is missing, and leaves the rest for later', async () => {
    const lines = await check({ clientSecret: world.bed.clientSecretId });
    expect(lines).toMatchObject({
      settings: 'failed invalid-client-secret secret',
      https: 'passed',
      client: 'skipped',
      imap: 'skipped',
    });
    expect(await check({ clientId: '{{ $env.NOPE }}' })).toMatchObject({
      settings: 'failed unknown-variable register',
    });
    expect(await check({ imapServer: 'x' })).toMatchObject({ settings: 'failed invalid-server servers' });
  });

  it.each([
    [{ clientSecret: 'another-value' }, 'client', 'failed client-secret-invalid secret'],
    [{ clientId: '11111111-2222-3333-4444-555555555555' }, 'client', 'failed client-unknown register'],
    [{ tenant: 'nobody.example' }, 'authority', 'failed invalid-tenant register'],
    [{ tenant: '11111111-2222-3333-4444-555555555555' }, 'authority', 'failed invalid-tenant register'],
    [{ tenantKind: 'common' }, 'client', 'skipped not-checkable'],
    [{ tenantKind: 'organizations' }, 'authority', 'passed'],
    [{ tenantKind: 'consumers' }, 'client', 'skipped not-checkable'],
    [{ tenantKind: 'consumers' }, 'consent', 'skipped'],
  ])('with %j says of %s: %s', async (values: Record<string, string>, name, line) => {
    expect((await check(values))[name]).toBe(line);
  });

  it.each([
    ['token', { kind: 'aadsts', code: 7000222 }, 'client', 'failed client-secret-expired secret'],
    ['token', { kind: 'aadsts', code: 700016 }, 'client', 'failed client-unknown register'],
    ['token', { kind: 'aadsts', code: 7000112 }, 'client', 'failed client-unknown register'],
    ['token', { kind: 'aadsts', code: 50194 }, 'client', 'failed account-type-not-allowed register'],
    ['token', { kind: 'aadsts', code: 500011 }, 'client', 'failed mailbox-unavailable register'],
    ['token', { kind: 'aadsts', code: 7000229 }, 'client', 'warning admin-consent-required consent'],
    ['token', { kind: 'aadsts', code: 65001 }, 'client', 'passed'],
    ['token', { kind: 'aadsts', code: 9002313 }, 'client', 'skipped not-checkable'],
    ['token', { kind: 'status', status: 503 }, 'client', 'failed server-unavailable servers'],
    ['token', { kind: 'reset' }, 'client', 'failed server-unreachable servers'],
    ['authorize', { kind: 'unregistered' }, 'redirect', 'failed redirect-mismatch redirect'],
    ['authorize', { kind: 'reset' }, 'redirect', 'skipped not-checkable'],
    ['discovery', { kind: 'aadsts', code: 90002 }, 'authority', 'failed invalid-tenant register'],
    ['discovery', { kind: 'status', status: 502 }, 'authority', 'failed server-unavailable servers'],
    ['discovery', { kind: 'reset' }, 'authority', 'failed server-unreachable servers'],
    ['discovery', { kind: 'reset' }, 'client', 'skipped'],
  ] as Array<['token' | 'authorize' | 'discovery', EntraFault, string, string]>)(
    'where %s answers %j says of %s: %s',
    async (where, fault, name, line) => {
      world.bed.entraFault(where, fault);
      expect((await check())[name]).toBe(line);
    },
  );

  it.each([
    ['global', 'microsoftonline.com', undefined, 'passed'],
    ['global', 'microsoftonline.us', 'DODCON', 'failed wrong-cloud register'],
    ['global', 'partner.microsoftonline.cn', undefined, 'failed wrong-cloud register'],
    ['gcc-high', 'microsoftonline.us', 'DODCON', 'passed'],
    ['gcc-high', 'microsoftonline.us', 'DOD', 'failed wrong-cloud register'],
    ['gcc-high', 'microsoftonline.com', 'GCC', 'failed wrong-cloud register'],
    ['dod', 'microsoftonline.us', 'DODCON', 'failed wrong-cloud register'],
    ['china', 'partner.microsoftonline.cn', undefined, 'passed'],
  ])('of %s, for a tenant in %s %s, says: %s', async (cloud, instance, region, line) => {
    world.bed.entraFault('discovery', { kind: 'cloud', instance, region });
    expect((await check({ cloud })).authority).toBe(line);
  });

  it.each([
    ['imap', 'imapServer'],
    ['smtp', 'smtpServer'],
  ] as const)('looks whether the %s server can be used', async (name, field) => {
    const no = (code: string) => `failed ${code} servers`;
    expect((await check({ [field]: `localhost:${stranger[name]}` }))[name]).toBe(no('server-untrusted'));
    expect((await check({ [field]: 'localhost:1' }))[name]).toBe(no('server-unreachable'));
    expect((await check({ [field]: 'nowhere.invalid:993' }))[name]).toBe(no('server-unreachable'));
    if (name === 'imap') world.bed.imapFault({ kind: 'no-xoauth2' });
    else world.bed.smtpFault({ kind: 'no-xoauth2' });
    expect((await check())[name]).toBe(no('xoauth2-missing'));
    world.bed.clearFaults();
    world.bed[`${name}Fault`]({ kind: 'refuse-connections' });
    expect((await check())[name]).toMatch(/^failed server-un(available|reachable) servers$/);
  });

  it('does not wait for servers that say nothing', async () => {
    const sockets = new Set<Socket>();
    const mute = createServer((socket) => sockets.add(socket.on('error', () => undefined)));
    const server = `localhost:${await listen(mute, 0)}`;
    world.bed.entraFault('discovery', { kind: 'hang' });
    const lines = await check({ imapServer: server, smtpServer: server });
    for (const socket of sockets) socket.destroy();
    await stopServer(mute);
    expect(lines).toMatchObject({
      authority: 'failed server-unreachable servers',
      imap: 'failed server-unreachable servers',
      smtp: 'failed server-unreachable servers',
    });
  });

  it('knows a sign-in address that is none, or that somebody listens in on', async () => {
    const clientSecret = 'typed-again';
    const at = async (authority: string) => (await check({ authority, clientSecret })).authority;
    expect(await at(`https://localhost:${stranger.https}`)).toBe('failed server-untrusted servers');
    expect(await at('https://localhost:1')).toBe('failed server-unreachable servers');
    expect(await at(`https://localhost:${world.bed.imap.port}`)).toBe('failed server-unreachable servers');
  });

  it('compares the addresses', async () => {
    expect(await check({}, { origin: 'http://crm.example.com' })).toMatchObject({
      https: 'failed redirect-insecure redirect',
      origin: 'passed',
    });
    expect((await check({}, { origin: 'http://localhost:13000' })).https).toBe('passed');
    expect((await check({}, { origin: 'http://[::1]:13000' })).https).toBe(
      'failed redirect-insecure redirect',
    );
    process.env.APP_PUBLIC_ORIGIN = 'https://crm.example.com';
    expect(await check()).toMatchObject({ https: 'passed', origin: 'warning origin-differs redirect' });
    expect((await check({}, { origin: 'https://crm.example.com' })).origin).toBe('passed');
    expect((await check({}, { origin: undefined })).origin).toBe('skipped redirect');
  });

  it('says how long the secret lasts', async () => {
    const until = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const expiry = async (clientSecretExpires: string) =>
      (await check({ clientSecretExpires }))['secret-expiry'];
    expect(await expiry(until(40))).toBe('passed');
    expect(await expiry(until(20))).toBe('warning client-secret-expired secret');
    // Entered when it was still to come.
    await world.app.db.getCollection('mailProviders').model.update(
      {
        settings: { ...settingsOf(world.bed), ...PLACE, clientSecret: '', clientSecretExpires: until(-3) },
      },
      { where: {} },
    );
    const { data } = await ask({ clientSecret: '', clientSecretExpires: until(-3) });
    expect(data.find(({ name }) => name === 'secret-expiry')).toMatchObject({
      result: 'failed',
      message: expect.stringContaining(until(-3)) as string,
    });
    await save(world, { ...settingsOf(world.bed), ...PLACE });
  });

  it('gives away no secret, no server’s words and no address', async () => {
    world.bed.entraFault('token', { kind: 'aadsts', code: 7000215 });
    const answers = await Promise.all([
      ask({}),
      ask({ clientSecret: 'typed-secret' }),
      ask({ imapServer: `localhost:${stranger.imap}`, tenant: 'nobody.example' }),
    ]);
    const text = JSON.stringify(answers.map(({ body }) => body));
    for (const word of [
      world.bed.clientSecret,
      'typed-secret',
      'AADSTS',
      'localhost',
      'stranger',
      'stand-in',
    ])
      expect(text).not.toContain(word);
  });

  it('is for those who may configure', async () => {
    const anna = await world.user('anna');
    const body = { name: 'microsoft', enabled: true, values: settingsOf(world.bed) };
    expect((await anna.post('mailProviders:check', { body })).status).toBe(403);
    expect((await world.root.post('mailProviders:check', { body: { name: 'x' } })).status).toBe(400);
    expect((await world.root.post('mailProviders:check', { body: { ...body, name: 'x' } })).status).toBe(404);
  });
});
