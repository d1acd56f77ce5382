import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { MailContext } from '../../../../src/server/context';
import {
  assertLease,
  claimLease,
  leasedAccounts,
  LeaseLost,
  releaseLease,
  renewLease,
} from '../../../../src/server/store/cluster/leases';
import { inTransaction } from '../../../../src/server/store/db/transaction';
import { bootApp, type BootedApp } from '../../boot';
import { withClock } from '../../wrongClock';

const HOUR = 60 * 60_000;
const ACCOUNT = '4711';

let booted: BootedApp;
let ctx: MailContext;
beforeAll(async () => {
  booted = await bootApp();
  ctx = { app: booted.app, log: booted.app.log };
});
afterAll(() => booted?.stop());

it('goes by the database’s clock: a node with a wrong one neither takes nor gives away', async () => {
  const first = await withClock(-HOUR, () => claimLease(ctx, ACCOUNT, 'slow', 60_000));
  expect(first).toMatchObject({ fence: 1 });
  expect(await withClock(HOUR, () => claimLease(ctx, ACCOUNT, 'fast', 60_000))).toBeNull();
  expect(await withClock(HOUR, () => leasedAccounts(ctx))).toEqual(new Set([ACCOUNT]));
  if (!first) throw new Error('not claimed');
  expect(await withClock(-HOUR, () => renewLease(ctx, first, 60_000, 1))).toBe(true);
  expect(await claimLease(ctx, ACCOUNT, 'right', 60_000)).toBeNull();

  await releaseLease(ctx, first);
  expect(await leasedAccounts(ctx)).toEqual(new Set());
  const second = await withClock(HOUR, () => claimLease(ctx, ACCOUNT, 'fast', 300));
  expect(second).toMatchObject({ fence: 2 });
  await expect(inTransaction(ctx, (transaction) => assertLease(ctx, first, transaction))).rejects.toThrow(
    LeaseLost,
  );
  // It runs out by itself.
  await vi.waitFor(
    async () => expect(await claimLease(ctx, ACCOUNT, 'right', 60_000)).toMatchObject({ fence: 3 }),
    {
      timeout: 5_000,
    },
  );
});
