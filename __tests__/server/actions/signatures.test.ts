import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  LONGEST_SIGNATURE,
  type CompanySignature,
  type CompanySignaturePreview,
  type OwnCompanySignature,
} from '../../../src/common';
import type { MailContext } from '../../../src/server/context';
import { table } from '../../../src/server/store/db/rows';
import { bootApp, type BootedApp, type Caller } from '../boot';

const NONE: CompanySignature = { html: '', answerHtml: null, place: 'below' };

describe('the company’s signature', () => {
  let booted: BootedApp;
  let ctx: MailContext;
  let anna: Caller;
  let bert: Caller;
  /** May configure the plugin, and nothing else. */
  let carla: Caller;
  /** May do everything with all collections. */
  let vera: Caller;

  const save = (values: object, caller = carla) =>
    caller.post<CompanySignature>('mailSignatures:save', { body: { place: 'below', ...values } });
  const saved = async (values: object) => {
    const { status, data, body } = await save(values);
    expect(status, JSON.stringify(body)).toBe(200);
    return data;
  };
  const mine = async (caller: Caller, timeZone = 'UTC') => {
    const { status, data } = await caller.get<OwnCompanySignature>('mailSignatures:mine', {
      query: { timeZone },
    });
    expect(status).toBe(200);
    return data;
  };

  beforeAll(async () => {
    booted = await bootApp();
    ctx = { app: booted.app, log: booted.app.log };
    const withRole = async (name: string, role: object) => {
      await booted.root.post('roles:create', { body: { name, title: name, ...role } });
      const caller = await booted.user(name);
      await booted.app.db
        .getRepository('users')
        .update({ filterByTk: caller.userId, values: { roles: [name] } });
      return caller;
    };
    [anna, bert] = [await booted.user('anna'), await booted.user('bert')];
    carla = await withRole('carla', { snippets: ['pm.email-manager.configuration'] });
    vera = await withRole('vera', {
      snippets: ['!pm.*'],
      strategy: { actions: ['create', 'view', 'update', 'destroy', 'export'] },
    });
    await booted.app.db
      .getRepository('users')
      .update({ filterByTk: anna.userId, values: { phone: '+49 30 1', nickname: 'Anna <A>' } });
  });
  beforeEach(() => table(ctx, 'mailSignatures').destroy({ where: {} }));
  afterAll(() => booted.stop());

  it('does not exist until somebody sets it', async () => {
    expect(await mine(anna)).toEqual(NONE);
    expect((await carla.get('mailSignatures:get')).data).toEqual(NONE);
  });

  it('is stored clean, and replaced by the next one', async () => {
    expect(
      await saved({
        html: '<p onclick="x()">{{ $user.nickname }}</p><script>x()</script>',
        answerHtml: '<p></p>',
        place: 'instead',
      }),
    ).toEqual({ html: '<p>{{ $user.nickname }}</p>', answerHtml: '', place: 'instead' });
    const next = { html: '<p>Other</p>', answerHtml: null, place: 'below' };
    expect(await saved(next)).toEqual(next);
    expect((await carla.get('mailSignatures:get')).data).toEqual(next);
    expect(await table(ctx, 'mailSignatures').count()).toBe(1);
  });

  it('has the values of the one who asks', async () => {
    await saved({
      html: '<p>{{ $user.nickname }}</p><p>{{ $user.phone }}</p><p>{{ $user.password }}{{ $record.x }}</p><p>Ltd</p>',
      answerHtml: '<p>{{ $user.nickname }}</p>',
    });
    expect(await mine(anna)).toEqual({
      html: '<p>Anna &lt;A&gt;</p><p>+49 30 1</p><p>Ltd</p>',
      answerHtml: '<p>Anna &lt;A&gt;</p>',
      place: 'below',
    });
    // Bert has no phone.
    expect((await mine(bert)).html).toBe('<p>bert</p><p>Ltd</p>');
  });

  it('has the date of the writer’s zone', async () => {
    await saved({ html: '<p>{{ $date }} {{ $time }}</p>' });
    const [west, east] = [await mine(anna, 'Pacific/Pago_Pago'), await mine(anna, 'Pacific/Kiritimati')];
    expect(west.html).toMatch(/20\d\d/);
    expect(west.html.slice(0, 20)).not.toBe(east.html.slice(0, 20));
  });

  it('can be looked at before it is stored, with what has no value', async () => {
    const { status, data } = await carla.post<CompanySignaturePreview>('mailSignatures:preview', {
      body: {
        html: '<p>{{ $user.nickname }}</p><p>{{ $user.phone }}</p>',
        answerHtml: '<p>Fax: {{ $user.fax }}</p>',
      },
    });
    expect(status).toBe(200);
    const words = (html: string | null) => html?.replace(/<[^<>]*>/g, '').trim();
    expect([words(data.html), words(data.answerHtml)]).toEqual(['carla', 'Fax:']);
    expect(data.missing).toEqual(['$user.phone', '$user.fax']);
    // The font of a message.
    expect(data.html).toContain('font-family');
    expect(await mine(anna)).toEqual(NONE);
  });

  it.each([
    ['a text that is too long', { html: 'x'.repeat(LONGEST_SIGNATURE + 1) }, 'html'],
    ['a place that is none', { place: 'above' }, 'place'],
    ['an answer that is no text', { answerHtml: 5 }, 'answerHtml'],
  ])('is refused with %s', async (_what, values, field) => {
    const { status, body } = await save(values);
    expect(status).toBe(400);
    expect((body as unknown as { errors: unknown[] }).errors).toMatchObject([
      { code: 'invalid-input', field },
    ]);
    expect(await mine(anna)).toEqual(NONE);
  });

  it('is written and read as written only by those who may configure the plugin', async () => {
    await saved({ html: '<p>Ltd {{ $user.nickname }}</p>' });
    for (const caller of [anna, vera, booted.nobody]) {
      for (const answer of [
        await save({ html: '<p>Mine</p>' }, caller),
        await caller.get('mailSignatures:get'),
        await caller.post('mailSignatures:preview', { body: { html: 'x' } }),
      ])
        expect([401, 403]).toContain(answer.status);
    }
    for (const action of ['list', 'create', 'update', 'destroy', 'firstOrCreate'])
      for (const caller of [anna, vera, carla, booted.root])
        expect(
          (await caller.post(`mailSignatures:${action}`, { query: { filterByTk: 'company' }, body: {} }))
            .status,
          action,
        ).toBeGreaterThanOrEqual(400);
    expect((await mine(vera)).html).toBe('<p>Ltd vera</p>');
    expect([401, 403]).toContain((await booted.nobody.get('mailSignatures:mine')).status);
    expect((await booted.root.get('mailSignatures:get')).status).toBe(200);
  });
});
