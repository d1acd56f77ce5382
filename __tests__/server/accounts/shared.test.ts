import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountView, IdentityView } from '../../../src/common';
import { withMailbox } from '../../../src/server/accounts/mailbox';
import { login } from '../../../src/server/accounts/session';
import type { MailContext } from '../../../src/server/context';
import { asMailError } from '../../../src/server/errors';
import { listFolders } from '../../../src/server/imap';
import { table } from '../../../src/server/store/db/rows';
import { sharedOf } from '../../../src/server/store/accounts/shared';
import { findMailbox } from '../../../src/server/store/accounts/saveConnected';
import { sweepOrphans } from '../../../src/server/store/accounts/wipe';
import type { BedShared } from '../../bed/types';
import type { Caller } from '../boot';
import { startWorld, type World } from './world';

const ANNA = 'anna@example.com';
const BERT = 'bert@example.com';
const DESK = 'desk@example.com';
const MAY: BedShared = { address: DESK, fullAccess: [ANNA], sendAs: [ANNA] };

type Answer = { errors: Array<{ code: string; message: string }> };

describe('a shared mailbox', () => {
  let world: World;
  let ctx: MailContext;
  let anna: Caller;
  let bert: Caller;
  let parent: string;

  const add = (address: string, accountId = parent, caller = anna) =>
    caller.post<{ id: string }>('mailAccounts:addShared', { body: { accountId, address } });
  const added = async (address = DESK): Promise<string> => {
    const { status, data, body } = await add(address);
    expect(status, JSON.stringify(body)).toBe(200);
    return String(data.id);
  };
  const refused = async (answer: Promise<{ status: number; body: unknown }>) => {
    const { status, body } = await answer;
    expect(status, JSON.stringify(body)).toBeGreaterThanOrEqual(400);
    return (body as Answer).errors[0];
  };
  const rows = (name: 'mailAccounts' | 'mailTokens' | 'mailIdentities') => table(ctx, name).count();
  const code = (work: Promise<unknown>) =>
    work.then(
      () => 'no error',
      (error: unknown) => asMailError(error).code,
    );

  beforeAll(async () => {
    world = await startWorld(
      [
        { name: 'Anna', address: ANNA },
        { name: 'Bert', address: BERT },
      ],
      { shared: [MAY] },
    );
    // As the plugin sees it: the host gives each plugin a proxy of the app, and connections are kept by that.
    ctx = { app: world.app.pm.get('email-manager').app, log: world.app.log };
    anna = await world.user('anna');
    bert = await world.user('bert');
  });
  beforeEach(async () => {
    await world.bed.share(MAY);
    parent = await world.connected(anna, ANNA);
  });
  afterEach(async () => {
    world.bed.clearFaults();
    for (const name of ['mailAccounts', 'mailTokens', 'mailIdentities'] as const)
      await table(ctx, name).destroy({ where: {} });
  });
  afterAll(() => world?.stop());

  it('is an account of its own, opened by its parent’s sign-in', async () => {
    const before = { ...world.bed.counters };
    const woken: string[] = [];
    const listener = (id: unknown) => woken.push(String(id));
    world.app.on('mail:wake', listener);
    world.pushed.length = 0;
    const id = await added(`  ${DESK.toUpperCase()} `);
    world.app.off('mail:wake', listener);

    expect(await world.account(anna, id)).toMatchObject({
      ...{ provider: 'microsoft', address: DESK, parentId: expect.anything() as unknown },
      ...{ state: 'connecting', reason: null },
    });
    expect(String((await world.account(anna, id)).parentId)).toBe(parent);
    expect(await rows('mailTokens')).toBe(1);
    expect(woken).toEqual([id]);
    expect(world.pushed.map(({ userId }) => userId)).toEqual([anna.userId]);
    expect(world.bed.counters.imapLogins - before.imapLogins).toBe(1);
    expect(world.bed.counters.smtpLogins - before.smtpLogins).toBe(1);
    expect(world.bed.counters.accepted).toBe(before.accepted);

    const session = await login(ctx, id);
    expect([session.imapLogin.user, session.smtpLogin.user]).toEqual([DESK, ANNA]);
    await world.bed.mailbox(DESK).createFolder('Only here');
    const folders = await withMailbox(ctx, id, listFolders);
    expect(folders.map(({ path }) => path)).toContain('Only here');
    const { data } = await anna.get<IdentityView[]>('mailIdentities:list', {
      query: { filter: { accountId: id } },
    });
    expect(data).toMatchObject([{ address: DESK, name: '', isDefault: true }]);
  });

  it('is refused in plain words where the person has no access', async () => {
    await world.bed.share({ address: DESK, sendAs: [ANNA] });
    expect(await refused(add(DESK))).toMatchObject({
      code: 'shared-mailbox-denied',
      message: expect.stringContaining('Full Access') as string,
    });
    expect((await refused(add('nobody-there@example.com'))).code).toBe('shared-mailbox-denied');
    // Another person's own mailbox.
    expect((await refused(add(BERT))).code).toBe('shared-mailbox-denied');
    expect(await rows('mailAccounts')).toBe(1);
    expect(await rows('mailIdentities')).toBe(1);
  });

  it.each([
    ['', 'invalid-address'],
    ['desk', 'invalid-address'],
    ['desk@example.com\r\nX: y', 'invalid-address'],
    ['a@example.com, b@example.com', 'invalid-address'],
    [ANNA, 'address-exists'],
    ['ANNA@example.com', 'address-exists'],
  ])('cannot be %j', async (address, expected) => {
    const before = world.bed.counters.imapLogins;
    expect((await refused(add(address))).code).toBe(expected);
    expect(world.bed.counters.imapLogins).toBe(before);
  });

  it('is added once, also by two who click at the same time', async () => {
    const answers = await Promise.all([add(DESK), add(DESK), add(DESK)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await refused(add(DESK))).code).toBe('address-exists');
    expect(await rows('mailAccounts')).toBe(2);
    // Each person has one of their own.
    await world.bed.share({ ...MAY, fullAccess: [ANNA, BERT] });
    expect((await add(DESK, await world.connected(bert, BERT), bert)).status).toBe(200);
  });

  it('hangs on a real account of the caller’s', async () => {
    const id = await added();
    expect((await refused(add('other@example.com', id))).code).toBe('invalid-input');
    await table(ctx, 'mailAccounts').update({ state: 'paused' }, { where: { id: parent } });
    expect((await refused(add('other@example.com'))).code).toBe('forbidden');
    expect((await refused(add(DESK, parent, bert))).code).toBe('not-found');
    expect([401, 403]).toContain((await add(DESK, parent, world.nobody)).status);
  });

  it.each([
    ['no Send As', async () => void (await world.bed.share({ ...MAY, sendAs: [] })), 'send-as-denied'],
    ['SMTP AUTH switched off', async () => world.bed.smtpFault({ kind: 'auth-disabled' }), 'smtp-disabled'],
    ['a refused sign-in', async () => world.bed.smtpFault({ kind: 'auth-failed' }), 'smtp-auth-failed'],
  ])('can be read without being sent from: %s', async (_name, arrange, reason) => {
    await arrange();
    expect(await world.account(anna, await added())).toMatchObject({ state: 'receive-only', reason });
  });

  it('is not called receive-only for a server that is only busy', async () => {
    world.bed.smtpFault({ kind: 'reply', at: 'mail', code: 451, text: '4.7.500 Server busy' });
    expect(await world.account(anna, await added())).toMatchObject({ state: 'connecting', reason: null });
  });

  it('blames nobody’s access for a server that is down', async () => {
    world.bed.imapFault({ kind: 'unavailable' });
    expect((await refused(add(DESK))).code).toBe('server-unavailable');
  });

  it('believes a refused token only after a new one', async () => {
    world.bed.expireAccessTokens(ANNA);
    const before = world.bed.counters.token;
    await added();
    expect(world.bed.counters.token).toBe(before + 1);
  });

  it('says that the access was withdrawn, not that the sign-in is wrong', async () => {
    const id = await added();
    await world.bed.share({ address: DESK });
    expect(await code(withMailbox(ctx, id, listFolders))).toBe('shared-mailbox-denied');
    await withMailbox(ctx, parent, listFolders);
  });

  it('renews with its parent, one after the other', async () => {
    const id = await added();
    const start = Number((await table(ctx, 'mailTokens').findByPk(parent))?.get('version'));
    const sessions = await Promise.all(
      [parent, id, parent, id].map((accountId) => login(ctx, accountId, { force: true })),
    );
    expect(Number((await table(ctx, 'mailTokens').findByPk(parent))?.get('version'))).toBe(start + 4);
    expect(new Set(sessions.map(({ smtpLogin }) => smtpLogin.user))).toEqual(new Set([ANNA]));
  });

  it('is never taken for the person’s own mailbox, nor the other way round', async () => {
    const id = await added();
    const account = await table(ctx, 'mailAccounts').findByPk(parent);
    const identity = String(account?.get('identity'));
    const mailbox = { userId: Number(anna.userId), provider: 'microsoft', identity };
    // The address was changed: only the identity says whose it is.
    const found = await findMailbox(ctx, { ...mailbox, signInName: 'renamed@example.com' });
    expect(String(found?.id)).toBe(parent);
    expect(await findMailbox(ctx, { ...mailbox, identity: 'x', signInName: DESK })).toBeNull();
    expect(String(id)).not.toBe(parent);
    // Who signs in to the mailbox itself must disconnect the shared one first.
    await world.bed.addUser({ name: 'Desk', address: DESK });
    const url = await world.connect(anna, DESK);
    expect(url.searchParams.get('mailError')).toBe('address-exists');
    expect(await world.account(anna, id)).toMatchObject({ address: DESK });
  });

  it('signs in its parent again, and goes on once that is done', async () => {
    const id = await added();
    const waits = { state: 'reconnect', reason: 'password-changed', stateSince: new Date(Date.now() - 1000) };
    await table(ctx, 'mailAccounts').update(waits, { where: {} });
    const woken: string[] = [];
    const listener = (account: unknown) => woken.push(String(account));
    world.app.on('mail:wake', listener);
    const url = await world.connect(anna, ANNA, { accountId: id });
    world.app.off('mail:wake', listener);
    expect(url.searchParams.get('mailConnected')).toBe(parent);
    expect(woken.sort()).toEqual([parent, id].sort());
    const wakeAt = (await table(ctx, 'mailAccounts').findByPk(id))?.get('wakeAt') as Date;
    expect(new Date(wakeAt).getTime()).toBeGreaterThan(waits.stateSince.getTime());
    // Another person's sign-in does not open it.
    const other = await world.connect(anna, BERT, { accountId: id });
    expect(other.searchParams.get('mailError')).toBe('wrong-mailbox');
  });

  it('goes with its parent', async () => {
    const id = await added();
    world.pushed.length = 0;
    const { status } = await anna.post('mailAccounts:disconnect', { query: { filterByTk: parent } });
    expect(status).toBe(200);
    expect((await anna.get<AccountView[]>('mailAccounts:list')).data).toEqual([]);
    expect(await Promise.all([rows('mailTokens'), rows('mailIdentities')])).toEqual([0, 0]);
    const hints = world.pushed.map(({ message }) => (message.payload as { accountId: unknown }).accountId);
    expect(hints.map(String)).toEqual([id, parent]);
  });

  it('goes alone, and its connections with it', async () => {
    const id = await added();
    const pooled = await withMailbox(ctx, id, async (mailbox) => mailbox);
    expect(pooled.usable).toBe(true);
    await withMailbox(ctx, parent, listFolders);
    const gone = await anna.post('mailAccounts:disconnect', { query: { filterByTk: id } });
    expect(gone.status, JSON.stringify(gone.body)).toBe(200);
    await expect.poll(() => pooled.usable, { timeout: 5000 }).toBe(false);
    const { data } = await anna.get<AccountView[]>('mailAccounts:list');
    expect(data.map((account) => String(account.id))).toEqual([parent]);
    expect(await code(withMailbox(ctx, id, listFolders))).toBe('not-found');
    await withMailbox(ctx, parent, listFolders);
    expect((await add(DESK)).status).toBe(200);
  });

  it('is swept away where its parent has gone without it', async () => {
    await added();
    await table(ctx, 'mailAccounts').destroy({ where: { id: parent } });
    await sweepOrphans(ctx);
    expect(await sharedOf(ctx, parent)).toEqual([]);
    expect(await rows('mailIdentities')).toBe(0);
  });
});
