import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { login, type Session } from '../../../src/server/accounts/session';
import type { MailContext } from '../../../src/server/context';
import { MailError } from '../../../src/server/errors';
import { trialLogin } from '../../../src/server/imap/trial';
import { microsoft } from '../../../src/server/providers/microsoft';
import type { MailProvider } from '../../../src/server/providers/provider';
import { readToken } from '../../../src/server/store/accounts/tokens';
import { expectErrors } from '../../quiet/watch';
import { bootApp, type BootedApp, type Caller } from '../boot';
import { save, settingsOf, startWorld, type World } from './world';

// An app with another encryption key.
expectErrors(/a stored secret cannot be decrypted/);

const ANNA = 'anna@example.com';

const tokenOf = ({ imapLogin }: Session): string => ('accessToken' in imapLogin ? imapLogin.accessToken : '');

describe('a session of an account', () => {
  let world: World;
  let anna: Caller;
  let id: string;
  let ctx: MailContext;

  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'no error',
      (error: unknown) => (error instanceof MailError ? error.code : String(error)),
    );
  const version = async () => (await readToken(ctx, id))?.version ?? 0;

  beforeAll(async () => {
    world = await startWorld([{ name: 'Anna', address: ANNA }]);
    anna = await world.user('anna');
    ctx = { app: world.app, log: world.app.log };
  });
  beforeEach(async () => {
    id = await world.connected(anna, ANNA);
  });
  afterEach(() => world.bed.clearFaults());
  afterAll(() => world.stop());

  it('opens the mailbox, with the servers that the settings name', async () => {
    const session = await login(ctx, id);
    expect(session).toMatchObject({
      provider: 'microsoft',
      sentCopy: 'server',
      imap: world.bed.imap,
      smtp: world.bed.smtp,
    });
    expect(session.imapLogin.user).toBe(ANNA);
    await trialLogin(session.imap, session.imapLogin);
  });

  it('uses the cached access token until it is told not to', async () => {
    const before = world.bed.counters.token;
    const first = await login(ctx, id);
    const second = await login(ctx, id);
    expect(tokenOf(second)).toBe(tokenOf(first));
    expect(world.bed.counters.token).toBe(before);
    const third = await login(ctx, id, { force: true });
    expect(tokenOf(third)).not.toBe(tokenOf(first));
    expect(world.bed.counters.token).toBe(before + 1);
  });

  it('stores every rotated refresh token: twenty renewals in a row', async () => {
    const start = await version();
    for (let round = 0; round < 20; round++) await login(ctx, id, { force: true });
    expect(await version()).toBe(start + 20);
    await trialLogin(world.bed.imap, (await login(ctx, id)).imapLogin);
  });

  it('renews one at a time in one process', async () => {
    const start = await version();
    const sessions = await Promise.all([1, 2, 3, 4, 5].map(() => login(ctx, id, { force: true })));
    expect(await version()).toBe(start + 5);
    for (const session of sessions) expect(tokenOf(session)).toBeTruthy();
  });

  it('survives two nodes that renew at the same moment, many times', async () => {
    const node: BootedApp = await bootApp({ database: world.database, installed: true });
    // Both nodes of one app share the key.
    Object.assign(node.app, { _aesEncryptor: world.app.aesEncryptor });
    const other: MailContext = { app: node.app, log: node.app.log };
    try {
      for (let round = 0; round < 10; round++) {
        const [one, two] = await Promise.all([
          login(ctx, id, { force: true }),
          login(other, id, { force: true }),
        ]);
        await trialLogin(one.imap, one.imapLogin);
        await trialLogin(two.imap, two.imapLogin);
      }
      expect((await world.account(anna, id)).state).toBe('connecting');
    } finally {
      await node.stop({ keepDatabase: true });
    }
  });

  it('goes on with the credential of the node that was first', async () => {
    // The other node's renewal lands while ours is under way, and ours is then refused as already used.
    const winner = await login(ctx, id, { force: true });
    const original = microsoft.login;
    let calls = 0;
    const provider: MailProvider = microsoft;
    provider.login = async (settings, credential, options) => {
      if (++calls > 1) return original(settings, credential, options);
      const model = world.app.db.getCollection('mailTokens').model;
      await model.increment('version', { where: { accountId: id } });
      throw new MailError('reconnect-required');
    };
    try {
      expect(tokenOf(await login(ctx, id))).toBe(tokenOf(winner));
      expect(calls).toBe(2);
    } finally {
      provider.login = original;
    }
  });

  it('asks for the person only when the credential is refused', async () => {
    world.bed.revoke(ANNA);
    expect(await codeOf(login(ctx, id, { force: true }))).toBe('password-changed');
    await world.connected(anna, ANNA);
    await login(ctx, id, { force: true });
  });

  it.each([
    [{ kind: 'status', status: 429, retryAfter: 9 }, 'throttled'],
    [{ kind: 'status', status: 500 }, 'server-unavailable'],
    [{ kind: 'status', status: 502 }, 'server-unavailable'],
    [{ kind: 'status', status: 503 }, 'server-unavailable'],
    [{ kind: 'reset' }, 'server-unreachable'],
    [{ kind: 'aadsts', code: 7000222 }, 'client-secret-expired'],
    [{ kind: 'aadsts', code: 7000215 }, 'client-secret-invalid'],
    [{ kind: 'aadsts', code: 65001 }, 'admin-consent-required'],
    [{ kind: 'aadsts', code: 53003 }, 'conditional-access'],
    [{ kind: 'aadsts', code: 70008 }, 'session-expired'],
    [{ kind: 'aadsts', code: 700082 }, 'session-expired'],
    [{ kind: 'aadsts', code: 50173 }, 'password-changed'],
  ] as const)('tells %j apart: %s', async (fault, code) => {
    world.bed.entraFault('token', fault);
    expect(await codeOf(login(ctx, id, { force: true }))).toBe(code);
    world.bed.clearFaults();
    await login(ctx, id, { force: true });
  });

  it('passes on how long to wait', async () => {
    world.bed.entraFault('token', { kind: 'status', status: 429, retryAfter: 9 });
    const error = await login(ctx, id, { force: true }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'throttled', retryAfter: 9000 });
  });

  it('does not wait for ever for a hanging sign-in service', { timeout: 40_000 }, async () => {
    world.bed.entraFault('token', { kind: 'hang' });
    const started = Date.now();
    expect(await codeOf(login(ctx, id, { force: true }))).toBe('server-unreachable');
    expect(Date.now() - started).toBeLessThan(20_000);
  });

  it('says what an admin has to do', async () => {
    await save(world, settingsOf(world.bed), false);
    expect(await codeOf(login(ctx, id))).toBe('provider-disabled');
    await save(world, settingsOf(world.bed));
    await login(ctx, id);
    expect(await codeOf(login(ctx, 999))).toBe('not-found');
  });

  it('asks to reconnect when the key that sealed the credential is gone', async () => {
    const model = world.app.db.getCollection('mailTokens').model;
    await model.update({ credential: '00'.repeat(48) }, { where: { accountId: id } });
    expect(await codeOf(login(ctx, id))).toBe('reconnect-required');
  });
});
