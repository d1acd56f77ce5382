import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Model } from 'sequelize';
import type { ProviderSettingsView } from '../../../src/common';
import type { MailContext } from '../../../src/server/context';
import { bootApp, type BootedApp, type Caller } from '../boot';

const VALUES = {
  clientId: '11111111-2222-3333-4444-555555555555',
  clientSecret: 'abc8Q~secret.value-of_a~registration12345',
  tenantKind: 'organization',
  tenant: 'contoso.com',
  cloud: 'global',
};
const DAY = 86_400_000;
const dayIn = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

describe('the expiry of a secret', () => {
  let booted: BootedApp;
  let ctx: MailContext;
  let warnOfExpiry: (ctx: MailContext, pluginName: string, now?: number) => Promise<void>;
  let admin: Caller;

  const table = (name: string) => booted.app.db.getCollection(name).model;
  const save = (values: Record<string, string>, enabled = true) =>
    booted.root.post<ProviderSettingsView & { errors: Array<{ code: string; field: string }> }>(
      'mailProviders:save',
      { body: { name: 'microsoft', enabled, values: { ...VALUES, ...values } } },
    );
  /** Who has got a message so far, with its text, in the order of their names. */
  const told = async () => {
    const messages = await table('notificationInAppMessages').findAll({ order: ['receiveTimestamp'] });
    return messages.map((message: Model) => ({
      userId: Number(message.get('userId')),
      title: String(message.get('title')),
      url: (message.get('options') as { url?: string }).url,
    }));
  };
  const forget = () => table('notificationInAppMessages').destroy({ where: {} });
  const warned = async () => (await table('mailProviders').findOne())?.get('expiryWarned') as number | null;
  /** Looks as if it were so many days before the expiry. */
  const lookAt = (expires: string, days: number) =>
    warnOfExpiry(ctx, 'email-manager', Date.parse(`${expires}T12:00:00Z`) - days * DAY);

  beforeAll(async () => {
    booted = await bootApp({ plugins: ['notification-manager', 'notification-in-app-message'] });
    ctx = { app: booted.app, log: booted.app.log };
    ({ warnOfExpiry } = await import('../../../src/server/accounts/expiryWatch'));
    await booted.user('anna');
    admin = await booted.user('ingrid');
    await booted.root.post(`users/${String(admin.userId)}/roles:set`, { body: ['member', 'admin'] });
  });
  afterEach(forget);
  afterAll(() => booted.stop());

  it.each(['tomorrow', '2026-13-01', '2027-02-30', '01/02/2027', dayIn(-1), dayIn(800), '2027-1-1'])(
    'cannot be %s',
    async (clientSecretExpires) => {
      const { status, body } = await save({ clientSecretExpires });
      expect(status).toBe(400);
      expect(body.errors[0]).toMatchObject({ code: 'invalid-expiry', field: 'clientSecretExpires' });
    },
  );

  it.each([0, 1, 730])('can lie %i days ahead, and is shown', async (days) => {
    const { data } = await save({ clientSecretExpires: dayIn(days) });
    expect(data.values.clientSecretExpires).toBe(dayIn(days));
    expect(data.secretExpiry).toEqual({ expiresOn: dayIn(days), daysLeft: days });
    expect((await save({})).data.secretExpiry).toBeNull();
  });

  it('may have passed while something else is changed, but not with a new secret', async () => {
    await save({ clientSecretExpires: dayIn(3) });
    const settings = { ...VALUES, clientSecret: undefined, clientSecretExpires: dayIn(-3) };
    await table('mailProviders').update({ settings }, { where: {} });
    const kept = await save({ clientSecret: '', clientSecretExpires: dayIn(-3) }, false);
    expect([kept.status, kept.data.enabled, kept.data.secretExpiry?.daysLeft]).toEqual([200, false, -3]);
    expect((await save({ clientSecretExpires: dayIn(-3) })).body.errors[0].code).toBe('invalid-expiry');
  });

  it('is warned of 30, 7 and 1 days before, once each, to those who may configure', async () => {
    const expires = dayIn(100);
    await save({ clientSecretExpires: expires });
    const everybody = [booted.root.userId, admin.userId].sort();
    for (const [days, expected] of [
      [100, []],
      [31, []],
      [30, everybody],
      [29, []],
      [8, []],
      [7, everybody],
      [2, []],
      [1, everybody],
      [0, []],
      [-1, []],
    ] as Array<[number, number[]]>) {
      await lookAt(expires, days);
      const messages = await told();
      expect(messages.map(({ userId }) => userId).sort(), String(days)).toEqual(expected);
      for (const { title, url } of messages) {
        expect(title).toBe(`The client secret for Outlook expires on ${expires}`);
        expect(url).toBe('/admin/settings/email-manager');
      }
      await forget();
    }
    expect(await warned()).toBe(1);
  });

  it('is told by one of several nodes', async () => {
    const expires = dayIn(50);
    await save({ clientSecretExpires: expires });
    await Promise.all([1, 2, 3].map(() => lookAt(expires, 20)));
    expect(await told()).toHaveLength(2);
  });

  it('is warned of anew once the secret was replaced', async () => {
    const expires = dayIn(60);
    await save({ clientSecretExpires: expires });
    await lookAt(expires, 5);
    expect(await warned()).toBe(7);
    await save({ clientSecret: '', clientSecretExpires: expires });
    expect(await warned()).toBe(7);
    // It was mistyped: the right day has warnings of its own.
    await save({ clientSecret: '', clientSecretExpires: dayIn(61) });
    expect(await warned()).toBeNull();
    await lookAt(dayIn(61), 5);
    expect(await warned()).toBe(7);
    await save({ clientSecret: 'a-new-secret', clientSecretExpires: expires });
    expect(await warned()).toBeNull();
    await forget();
    await lookAt(expires, 25);
    expect(await told()).toHaveLength(2);
  });

  it('may come from a variable, and starts anew when that changes', async () => {
    booted.app.environment.setVariable('EXPIRES', dayIn(5));
    await save({ clientSecretExpires: '{{ $env.EXPIRES }}' });
    await warnOfExpiry(ctx, 'email-manager');
    expect(await warned()).toBe(7);
    booted.app.environment.setVariable('EXPIRES', dayIn(400));
    await warnOfExpiry(ctx, 'email-manager');
    expect(await warned()).toBeNull();
  });

  it('is nobody’s trouble while the provider is off', async () => {
    await save({ clientSecretExpires: dayIn(5) }, false);
    await warnOfExpiry(ctx, 'email-manager');
    expect(await told()).toEqual([]);
  });
});
