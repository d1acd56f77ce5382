import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { IdentityView } from '../../../src/common';
import type { MailContext } from '../../../src/server/context';
import { saveConnected } from '../../../src/server/store/accounts/saveConnected';
import { addMissingIdentities } from '../../../src/server/store/accounts/identities';
import { table } from '../../../src/server/store/db/rows';
import type { Caller } from '../boot';
import { startWorld, type World } from './world';

const ANNA = 'anna@example.com';
const BERT = 'bert@example.com';
const SALES = 'sales@example.com';
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe('identities', () => {
  let world: World;
  let ctx: MailContext;
  let anna: Caller;
  let bert: Caller;
  let accountId: string;
  let his: string;

  const list = async (caller = anna) =>
    (
      await caller.get<IdentityView[]>('mailIdentities:list', {
        query: { filter: { accountId: caller === anna ? accountId : his }, sort: 'id', paginate: 'false' },
      })
    ).data;
  const save = (values: Record<string, unknown>, caller = anna) =>
    caller.post<IdentityView>('mailIdentities:save', {
      body: { accountId, name: '', address: SALES, signature: '', isDefault: false, ...values },
    });
  const saved = async (values: Record<string, unknown>): Promise<IdentityView> => {
    const { status, data, body } = await save(values);
    expect(status, JSON.stringify(body)).toBe(200);
    return data;
  };
  const refused = async (answer: Promise<{ status: number; body: unknown }>) => {
    const { status, body } = await answer;
    expect(status, JSON.stringify(body)).toBeGreaterThanOrEqual(400);
    return (body as { errors: Array<{ code: string; message: string }> }).errors[0];
  };
  const remove = (id: unknown, caller = anna) =>
    caller.post('mailIdentities:remove', { query: { filterByTk: id } });
  const own = async () => (await list()).find(({ address }) => address === ANNA) as IdentityView;

  beforeAll(async () => {
    world = await startWorld(
      [
        { name: 'Anna\r\nBcc: eve@example.com', address: ANNA },
        { name: 'Bert', address: BERT },
      ],
      { sendAs: { [ANNA]: [SALES, 'more@example.com'] } },
    );
    ctx = { app: world.app, log: world.app.log };
    anna = await world.user('anna');
    bert = await world.user('bert');
    accountId = await world.connected(anna, ANNA);
    his = await world.connected(bert, BERT);
  });
  afterEach(async () => {
    world.bed.clearFaults();
    for (const { id, address } of await list()) if (address !== ANNA) await remove(id);
  });
  afterAll(() => world?.stop());

  it('are there from the start: each account has its own, with the name the provider knows', async () => {
    expect(await list()).toMatchObject([
      { address: ANNA, name: 'Anna Bcc: eve@example.com', signature: '', isDefault: true },
    ]);
    await world.connected(anna, ANNA);
    expect(await list()).toHaveLength(1);
  });

  it('are made for accounts from before there were any, also by two nodes at once', async () => {
    await table(ctx, 'mailIdentities').destroy({ where: {} });
    await Promise.all([addMissingIdentities(ctx), addMissingIdentities(ctx)]);
    expect(await list()).toMatchObject([{ address: ANNA, isDefault: true }]);
    expect(await list(bert)).toMatchObject([{ address: BERT, name: 'Bert', isDefault: true }]);
  });

  it('follow the account’s address when the provider changes it', async () => {
    await saved({ id: (await own()).id, address: ANNA, name: 'Me', signature: '<p>Hi</p>', isDefault: true });
    const row = await table(ctx, 'mailAccounts').findByPk(accountId);
    const mailbox = {
      ...{ userId: Number(anna.userId), provider: 'microsoft', displayName: 'Anna' },
      identity: String(row?.get('identity')),
      signInName: ANNA,
    };
    await saveConnected(ctx, { ...mailbox, address: 'anna.new@example.com' }, 'sealed');
    expect(await list()).toMatchObject([
      { address: 'anna.new@example.com', name: 'Me', signature: '<p>Hi</p>' },
    ]);
    await saveConnected(ctx, { ...mailbox, address: ANNA }, 'sealed');
    await world.connected(anna, ANNA);
    expect(await list()).toMatchObject([{ address: ANNA, name: 'Me' }]);
  });

  it('are tried at the server before they are stored, and nothing is sent', async () => {
    const before = { ...world.bed.counters };
    const identity = await saved({ address: ' SALES@example.com ', name: ' Sales team ' });
    expect(identity).toMatchObject({ address: SALES, name: 'Sales team', isDefault: false });
    expect(world.bed.counters.smtpLogins - before.smtpLogins).toBe(1);
    expect(world.bed.counters.accepted).toBe(before.accepted);
    // Name and signature alone need no server.
    await saved({ id: identity.id, name: 'Sales', signature: '<p>Sales</p>' });
    expect(world.bed.counters.smtpLogins - before.smtpLogins).toBe(1);
    expect((await list()).map(({ address, name }) => [address, name])).toContainEqual([SALES, 'Sales']);
  });

  it('are refused with the sentence that helps, and not stored', async () => {
    const denied = await refused(save({ address: BERT }));
    expect(denied.code).toBe('send-as-denied');
    expect(denied.message).toContain(`Add-RecipientPermission ${BERT} -AccessRights SendAs -Trustee ${ANNA}`);
    // An administrator is going to run that line.
    expect((await refused(save({ address: "x'|calc@example.com" }))).message).toContain(
      "Add-RecipientPermission 'x''|calc@example.com' -AccessRights",
    );
    world.bed.smtpFault({ kind: 'auth-disabled' }, { times: 1 });
    expect((await refused(save({}))).code).toBe('smtp-disabled');
    world.bed.smtpFault({ kind: 'reply', at: 'mail', code: 451, text: '4.7.500 Server busy' }, { times: 1 });
    expect((await refused(save({}))).code).toBe('throttled');
    world.bed.smtpFault({ kind: 'refuse-connections' }, { times: 1 });
    expect((await refused(save({}))).code).toBe('server-unavailable');
    world.bed.smtpFault({ kind: 'auth-failed' });
    expect((await refused(save({}))).code).toBe('smtp-auth-failed');
    expect(await list()).toHaveLength(1);
  });

  it('believe a refused token only after a new one', async () => {
    world.bed.smtpFault({ kind: 'auth-failed' }, { times: 1 });
    const before = world.bed.counters.token;
    await saved({});
    expect(world.bed.counters.token).toBe(before + 1);
  });

  it.each([
    ['no address', { address: '' }, 'invalid-address'],
    ['no domain', { address: 'x' }, 'invalid-address'],
    ['CR and LF in the address', { address: `${SALES}\r\nRCPT TO:<eve@example.com>` }, 'invalid-address'],
    ['SMTP parameters in the address', { address: `${SALES}> SIZE=1` }, 'invalid-address'],
    ['an address that is no text', { address: { $ne: '' } }, 'invalid-input'],
    ['CR and LF in the name', { name: 'Sales\r\nBcc: eve@example.com' }, 'invalid-input'],
    ['a name that is no text', { name: { x: 1 } }, 'invalid-input'],
    ['a signature that is too long', { signature: 'x'.repeat(200_001) }, 'invalid-input'],
    ['a signature that is no text', { signature: ['x'] }, 'invalid-input'],
    ['the account’s own address', { address: ANNA }, 'address-exists'],
  ])('refuse %s', async (_name, values, code) => {
    const before = world.bed.counters.smtpLogins;
    expect((await refused(save(values))).code).toBe(code);
    expect(world.bed.counters.smtpLogins).toBe(before);
    expect(await list()).toHaveLength(1);
  });

  it('have an address once in an account', async () => {
    const answers = await Promise.all([save({}), save({})]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await refused(save({}))).code).toBe('address-exists');
  });

  it('sanitise the signature, and keep its pictures', async () => {
    const logo = `<img src="data:image/png;base64,${PNG}" alt="logo">`;
    const { signature } = await saved({
      id: (await own()).id,
      address: ANNA,
      signature: `<p onclick="x()">A<script>alert(1)</script></p>${logo}<svg><a xlink:href="javascript:x">b</a></svg><a href="javascript:x">c</a>`,
    });
    expect(signature).not.toMatch(/script|onclick|svg|javascript/);
    expect(signature).toContain(`data:image/png;base64,${PNG}`);
    expect((await own()).signature).toBe(signature);
  });

  it('have another signature for answers only if that is wanted', async () => {
    const values = { id: (await own()).id, address: ANNA, signature: '<p>long</p>' };
    expect((await saved(values)).answerSignature).toBeNull();
    const short = '<p onclick="x()">short</p>';
    expect((await saved({ ...values, answerSignature: short })).answerSignature).toBe('<p>short</p>');
    // A request that doesn't know it leaves it alone.
    expect((await saved(values)).answerSignature).toBe('<p>short</p>');
    expect((await saved({ ...values, answerSignature: '' })).answerSignature).toBe('');
    expect(await own()).toMatchObject({ signature: '<p>long</p>', answerSignature: '' });
    expect((await saved({ ...values, answerSignature: null })).answerSignature).toBeNull();
    const long = await refused(save({ ...values, answerSignature: 'x'.repeat(200_001) }));
    expect(long.code).toBe('invalid-input');
  });

  it('have one default, which falls back to the account’s own', async () => {
    const defaults = async () =>
      (await list()).filter(({ isDefault }) => isDefault).map(({ address }) => address);
    const sales = await saved({ isDefault: true });
    expect(await defaults()).toEqual([SALES]);
    const more = await saved({ address: 'more@example.com', isDefault: true });
    expect(await defaults()).toEqual(['more@example.com']);
    await saved({ id: more.id, address: 'more@example.com', isDefault: false });
    expect(await defaults()).toEqual([ANNA]);
    await saved({ id: sales.id, isDefault: true });
    expect((await remove(sales.id)).status).toBe(200);
    expect(await defaults()).toEqual([ANNA]);
    const mine = await own();
    await saved({ id: mine.id, address: ANNA, isDefault: false });
    expect(await defaults()).toEqual([ANNA]);
  });

  it('keep the account’s own', async () => {
    const mine = await own();
    expect((await refused(remove(mine.id))).code).toBe('invalid-input');
    expect((await refused(save({ id: mine.id, address: BERT }))).code).toBe('send-as-denied');
    expect((await own()).address).toBe(ANNA);
    expect(await list()).toHaveLength(1);
  });

  it('are nobody else’s business', async () => {
    const mine = await own();
    for (const caller of [bert, world.root, world.nobody]) {
      const seen = await caller.get<IdentityView[]>('mailIdentities:list', {
        query: { filter: { accountId } },
      });
      expect(seen.data ?? []).toEqual([]);
      expect((await caller.get('mailIdentities:get', { query: { filterByTk: mine.id } })).status).not.toBe(
        500,
      );
      for (const answer of [
        await save({ id: mine.id, address: ANNA, name: 'Eve' }, caller),
        await save({}, caller),
        // His own account, her identity.
        await save({ id: mine.id, accountId: his, address: ANNA, name: 'Eve' }, caller),
        await remove(mine.id, caller),
      ]) {
        expect([401, 403, 404]).toContain(answer.status);
      }
    }
    expect((await own()).name).toBe(mine.name);
  });
});
