import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Id } from '../../../../src/common';
import type { MailContext } from '../../../../src/server/context';
import {
  answerWakes,
  findAccount,
  setState,
  wakeBlocked,
} from '../../../../src/server/store/accounts/accounts';
import { presentDate } from '../../../../src/server/store/db/clock';
import { listServiceRows } from '../../../../src/server/store/accounts/service';
import { isEligible } from '../../../../src/server/worker/eligible';
import { bootApp, type BootedApp } from '../../boot';
import { withClock } from '../../wrongClock';
import { createMailbox } from '../mailbox';

const HOUR = 60 * 60_000;

let booted: BootedApp;
let ctx: MailContext;
let accountId: Id;
beforeAll(async () => {
  booted = await bootApp();
  ({ ctx, accountId } = await createMailbox(booted, booted.root, 'ada'));
});
afterAll(() => booted?.stop());

const pause = () => new Promise((resolve) => setTimeout(resolve, 1100));
const isWoken = async () => (await listServiceRows(ctx)).some((row) => isEligible(row, 0, Date.now()));

it.each([
  ['ahead', HOUR, 0],
  ['behind', 0, HOUR],
])(
  'an account that a node blocked whose clock was %s is woken by the administrator',
  async (_, node, admin) => {
    await withClock(node, () => setState(ctx, accountId, 'blocked', { reason: 'client-secret-invalid' }));
    expect(await isWoken()).toBe(false);
    // Dates of MySQL are seconds.
    await pause();
    await withClock(-admin, () => wakeBlocked(ctx, 'microsoft'));
    expect(await isWoken()).toBe(true);
    await pause();
    await withClock(-HOUR, async () => answerWakes(ctx, accountId, await presentDate(ctx)));
    expect((await findAccount(ctx, accountId))?.wakeAt).toBeNull();
    await setState(ctx, accountId, 'connected');
  },
);
