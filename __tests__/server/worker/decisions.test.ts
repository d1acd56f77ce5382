import { describe, expect, it } from 'vitest';
import { MailError } from '../../../src/server/errors';
import { backoff } from '../../../src/server/worker/backoff';
import { isEligible } from '../../../src/server/worker/eligible';
import { outcomeOf } from '../../../src/server/worker/accountOutcome';
import { Semaphore } from '../../../src/server/semaphore';

const at = (milliseconds: number) => new Date(milliseconds);

describe('the back-off', () => {
  it('doubles up to a quarter of an hour, with jitter', () => {
    expect([1, 2, 3].map((failures) => backoff(failures, false, () => 1))).toEqual([5000, 10_000, 20_000]);
    expect(backoff(50, false, () => 1)).toBe(900_000);
    expect(backoff(50, false, () => 0)).toBe(450_000);
  });
  it('takes minutes where an administrator has to mend something', () => {
    expect(backoff(1, true, () => 0)).toBe(60_000);
    expect(backoff(1, true, () => 1)).toBe(120_000);
    expect(backoff(50, true, () => 1)).toBe(1_800_000);
  });
});

describe('what becomes of an account', () => {
  it.each([
    ['throttled', { retryAfter: 92_415 }, 'throttled', 92_415],
    // Not believed beyond an hour.
    ['throttled', { retryAfter: 92_415_000 }, 'throttled', 3_600_000],
    ['mailbox-unavailable', {}, 'unavailable', 'slowly'],
    ['shared-mailbox-denied', {}, 'unavailable', 'slowly'],
    ['sign-in-failed', {}, 'unreachable', 'slowly'],
    ['server-unreachable', {}, 'unreachable', 'soon'],
    ['token-rejected', {}, 'unreachable', 'soon'],
    ['internal', {}, 'unreachable', 'soon'],
    ['message-gone', {}, 'unreachable', 'soon'],
    ['reconnect-required', {}, 'reconnect', null],
    ['session-expired', {}, 'reconnect', null],
    ['conditional-access', {}, 'blocked', null],
    ['client-secret-expired', {}, 'blocked', null],
    ['account-type-not-allowed', {}, 'blocked', null],
  ] as const)('after %s', (code, options, state, wait) => {
    const outcome = outcomeOf(new MailError(code, options), 1, 0);
    expect(outcome).toMatchObject({ state, reason: code });
    if (wait === 'soon') expect(outcome.retryAt?.getTime()).toBeLessThanOrEqual(5000);
    else if (wait === 'slowly') expect(outcome.retryAt?.getTime()).toBeGreaterThanOrEqual(60_000);
    else expect(outcome.retryAt?.getTime() ?? null).toBe(wait);
  });
});

it('does not come back at once to a server that asks for no pause, or for the same one again and again', () => {
  const wait = (retryAfter: number, failures: number) =>
    outcomeOf(new MailError('throttled', { retryAfter }), failures, 0, () => 60_000).retryAt?.getTime();
  expect(wait(0, 1)).toBe(60_000);
  expect(wait(1000, 1)).toBe(1000);
  expect(wait(1000, 5)).toBe(60_000);
  expect(wait(90_000, 5)).toBe(90_000);
});

describe('whom to serve', () => {
  const row = { id: 1, state: 'connected', stateSince: at(100), retryAt: null, wakeAt: null } as const;
  it.each([
    ['a healthy account', {}, true],
    ['a paused one', { state: 'paused', wakeAt: at(900) }, false],
    ['one that backs off', { state: 'unreachable', retryAt: at(2000) }, false],
    ['one whose back-off is over', { state: 'unreachable', retryAt: at(900) }, true],
    ['one that backs off, woken', { state: 'unreachable', retryAt: at(2000), wakeAt: at(900) }, true],
    ['a throttled one, woken', { state: 'throttled', retryAt: at(2000), wakeAt: at(900) }, false],
    ['one that waits for its user', { state: 'reconnect' }, false],
    ['one that waits, woken before', { state: 'blocked', wakeAt: at(50) }, false],
    ['one that waits, woken since', { state: 'blocked', wakeAt: at(900) }, true],
  ] as const)('%s', (_name, changes, served) =>
    expect(isEligible({ ...row, ...changes }, 0, 1000)).toBe(served),
  );

  it('answers one wake-up once', () => {
    expect(isEligible({ ...row, state: 'unreachable', retryAt: at(2000), wakeAt: at(900) }, 900, 1000)).toBe(
      false,
    );
  });
});

it('runs so many at a time', async () => {
  const slots = new Semaphore(2);
  let running = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running--;
    if (most === 1) throw new Error('unlucky');
  };
  await Promise.allSettled(Array.from({ length: 10 }, () => slots.run(work)));
  expect(most).toBe(2);
  expect(running).toBe(0);
});
