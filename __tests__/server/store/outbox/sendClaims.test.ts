import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Id, OperationState } from '../../../../src/common';
import type { MailContext } from '../../../../src/server/context';
import {
  claimOperations,
  createOperation,
  findOperation,
  updateClaimed,
  updateWaiting,
  type OperationRow,
  type Values,
} from '../../../../src/server/store/outbox/operations';
import { table } from '../../../../src/server/store/db/rows';
import { claimNextSend, renewClaim, writeClaimed } from '../../../../src/server/store/outbox/sendClaims';
import { takeSendSlot } from '../../../../src/server/store/outbox/sendRateLimit';
import { bootApp, type BootedApp } from '../../boot';

const HOUR = 60 * 60_000;

describe('a claim on a send', () => {
  let booted: BootedApp;
  let ctx: MailContext;
  let accountId: Id;

  beforeAll(async () => {
    booted = await bootApp();
    ctx = { app: booted.app, log: booted.app.log };
    const account = await table(ctx, 'mailAccounts').create({
      ...{ userId: 1, provider: 'microsoft', address: 'a@x.example' },
    });
    accountId = account.get('id') as Id;
  });
  afterAll(() => booted?.stop());
  afterEach(() => table(ctx, 'mailOperations').destroy({ where: {} }));

  const add = (values: Partial<Values> = {}): Promise<OperationRow> =>
    createOperation(ctx, { ...{ accountId, userId: 1, kind: 'send', payload: {} }, ...values });
  const now = async ({ id }: { id: Id }) => (await findOperation(ctx, id)) as OperationRow;
  /** One after another, until there is none. */
  const claim = async (limit = 10, after: Id | null = null): Promise<OperationRow[]> => {
    const claimed = limit > 0 && (await claimNextSend(ctx, accountId, { after, ttl: HOUR }));
    return claimed ? [claimed, ...(await claim(limit - 1, claimed.id))] : [];
  };
  const taken = async (operation: OperationRow): Promise<OperationRow> => {
    await table(ctx, 'mailOperations').update(
      { attempts: operation.attempts + 1 },
      { where: { id: operation.id } },
    );
    return { ...operation, attempts: operation.attempts + 1 };
  };

  it('is had by one of many who try at once', async () => {
    for (let index = 0; index < 6; index++) await add();
    const all = (await Promise.all(Array.from({ length: 4 }, () => claim(4)))).flat();
    expect(all.map(({ id }) => String(id)).sort()).toEqual(
      [...new Set(all.map(({ id }) => String(id)))].sort(),
    );
    expect(all.every(({ state, attempts }) => state === 'running' && attempts === 1)).toBe(true);
    expect(await claim()).toHaveLength(6 - all.length);
  });

  it('is for what is due alone, the oldest first, in the stage in which it was left', async () => {
    const later = await add({ nextAttemptAt: new Date(Date.now() + HOUR) });
    const states: OperationState[] = ['pending', 'running', 'sending', 'sent', 'unclear', 'failed', 'done'];
    const rows = [];
    for (const state of states) rows.push(await add({ state, nextAttemptAt: new Date(0), attempts: 3 }));
    expect((await claim(2)).map(({ state, attempts }) => [state, attempts])).toEqual([
      ['running', 4],
      ['running', 4],
    ]);
    const last = await claim(10, rows[2]?.id);
    expect(last.map(({ state, attempts }) => [state, attempts])).toEqual([['sent', 4]]);
    expect((await claim()).map(({ state }) => state)).toEqual(['sending']);
    expect(await now(later)).toMatchObject({ state: 'pending', attempts: 0 });
  });

  it('that was lost writes nothing more, whatever it writes', async () => {
    await add();
    await add();
    const [stale, held] = (await claim()) as [OperationRow, OperationRow];
    await taken(stale);
    const write = (operation: OperationRow, reason: Values['reason']) =>
      writeClaimed(ctx, operation, { state: 'failed', reason });
    expect(await write(stale, 'internal')).toBe(false);
    expect(await write(held, 'throttled')).toBe(true);
    expect(await now(stale)).toMatchObject({ state: 'running', reason: null, attempts: 2 });
    expect(await now(held)).toMatchObject({ state: 'failed', reason: 'throttled', attempts: 1 });
    expect(await writeClaimed(ctx, stale, { progress: { token: 'x' } })).toBe(false);
    expect((await now(stale)).progress).toEqual({});
  });

  it('of one operation is not mistaken for that of another one with the same number of attempts', async () => {
    const first = await add({ attempts: 4 });
    const second = await add({ attempts: 5 });
    // Of each the other one's number.
    expect(await writeClaimed(ctx, { ...first, attempts: 5 }, { state: 'done' })).toBe(false);
    expect(await writeClaimed(ctx, { ...second, attempts: 4 }, { state: 'done' })).toBe(false);
    expect([(await now(first)).state, (await now(second)).state]).toEqual(['pending', 'pending']);
  });

  it('that holds may write what is there already', async () => {
    await add();
    const [held] = (await claim()) as [OperationRow];
    const values = { state: 'running' as const, reason: null };
    expect(await writeClaimed(ctx, held, values)).toBe(true);
    expect(await writeClaimed(ctx, held, values)).toBe(true);
  });

  it('that was lost is not renewed, nor one whose work has ended', async () => {
    for (let index = 0; index < 4; index++) await add();
    const [stale, held, ended, waiting] = (await claim()) as [
      OperationRow,
      OperationRow,
      OperationRow,
      OperationRow,
    ];
    await taken(stale);
    const soon = new Date(Date.now() + 1000);
    await table(ctx, 'mailOperations').update({ nextAttemptAt: soon }, { where: {} });
    await writeClaimed(ctx, ended, { state: 'done', nextAttemptAt: null });
    await writeClaimed(ctx, waiting, { state: 'pending', nextAttemptAt: null });
    for (const claimed of [stale, held, ended, waiting]) await renewClaim(ctx, claimed, HOUR);
    expect(new Date((await now(held)).nextAttemptAt ?? 0).getTime()).toBeGreaterThan(Date.now() + HOUR / 2);
    expect(new Date((await now(stale)).nextAttemptAt ?? 0).getTime()).toBeLessThan(Date.now() + HOUR / 2);
    expect((await now(ended)).nextAttemptAt).toBeNull();
    expect((await now(waiting)).nextAttemptAt).toBeNull();
  });

  it('that was lost gets no place to send, and takes none from the others', async () => {
    for (let index = 0; index < 3; index++) await add();
    const [stale, held, third] = (await claim()) as [OperationRow, OperationRow, OperationRow];
    await taken(stale);
    const limits = { perMinute: 30, connections: 2 };
    const states = [];
    for (const asks of [stale, held, third])
      states.push((await takeSendSlot(ctx, asks, accountId, limits)).state);
    expect(states).toEqual(['lost', 'granted', 'granted']);
    expect(await now(stale)).toMatchObject({ state: 'running', submittedAt: null });
    expect(await now(held)).toMatchObject({ state: 'sending' });
  });

  it('begins no more than the mailbox may, counted over all who ask', async () => {
    for (let index = 0; index < 6; index++) await add();
    const claims = await claim();
    const ask = (some: OperationRow[], limits: { perMinute: number; connections: number }) =>
      Promise.all(some.map(async (each) => (await takeSendSlot(ctx, each, accountId, limits)).state));
    const four = await ask(claims.slice(0, 4), { perMinute: 0, connections: 3 });
    expect(four.sort()).toEqual(['busy', 'granted', 'granted', 'granted']);
    const full = await ask(claims.slice(4), { perMinute: 4, connections: 0 });
    expect(full.sort()).toEqual(['full', 'granted']);
  });

  it('of a change that was lost writes nothing either', async () => {
    const operation = await add({ kind: 'flag' });
    const [mine] = (await claimOperations(ctx, [operation], new Date(Date.now() + HOUR))) as [OperationRow];
    expect(mine).toMatchObject({ state: 'running', attempts: 1 });
    // Who read it before has come too late.
    expect(await claimOperations(ctx, [operation], new Date())).toEqual([]);
    await taken(mine);
    expect(await updateClaimed(ctx, mine, { state: 'done' })).toBe(false);
    expect(await now(mine)).toMatchObject({ state: 'running', attempts: 2 });
  });

  it('is not had by whoever read the operation in another state', async () => {
    const operation = await add({ state: 'sending', attempts: 2 });
    await table(ctx, 'mailOperations').update({ state: 'unclear' }, { where: { id: operation.id } });
    const stale: OperationRow = { ...operation, state: 'pending' };
    expect(await updateWaiting(ctx, operation, ['pending', 'unclear'], { state: 'pending' })).toBe(false);
    expect(await updateWaiting(ctx, stale, ['pending', 'unclear'], { state: 'pending' })).toBe(false);
    const present = await now(operation);
    expect(present).toMatchObject({ state: 'unclear', attempts: 2 });
    expect(await updateWaiting(ctx, present, ['failed'], { state: 'pending' })).toBe(false);
    expect(await updateWaiting(ctx, present, ['unclear'], { state: 'pending' })).toBe(true);
    // Once.
    expect(await updateWaiting(ctx, present, ['unclear', 'pending'], { state: 'pending' })).toBe(false);
    expect(await now(operation)).toMatchObject({ state: 'pending', attempts: 3 });
  });
});
