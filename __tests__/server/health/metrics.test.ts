import type { Application } from '@nocobase/server';
import { MetricReader } from '@opentelemetry/sdk-metrics';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../../src/common';
import type { MailContext } from '../../../src/server/context';
import { setState } from '../../../src/server/store/accounts/accounts';
import { claimOperations, createOperation } from '../../../src/server/store/outbox/operations';
import { table } from '../../../src/server/store/db/rows';
import { writeClaimed } from '../../../src/server/store/outbox/sendClaims';
import { bootApp, type BootedApp } from '../boot';

/** Keeps what was measured until it is asked for it. */
class Memory extends MetricReader {
  protected override onForceFlush(): Promise<void> {
    return Promise.resolve();
  }
  protected override onShutdown(): Promise<void> {
    return Promise.resolve();
  }
}

describe('the host’s telemetry', () => {
  let booted: BootedApp;
  let ctx: MailContext;
  let reader: Memory;
  const ids: Id[] = [];

  beforeAll(async () => {
    booted = await bootApp({
      prepare: (app: Application) => {
        app.options.telemetry = { enabled: true };
        app.telemetry.metric.readerName = 'memory';
        app.telemetry.metric.registerReader('memory', () => (reader = new Memory()));
      },
    });
    ctx = { app: booted.app, log: booted.app.log };
    for (const address of ['a@example.com', 'b@example.com']) {
      const row = await table(ctx, 'mailAccounts').create({
        ...{ userId: 1, provider: 'microsoft', identity: address, address, state: 'connected' },
        lastSyncAt: new Date(Date.now() - 90_000),
      });
      ids.push(row.get('id') as Id);
    }
  });
  afterAll(() => booted.stop());

  /** Values of all our metrics, by name and label. */
  async function measured(): Promise<Record<string, unknown>> {
    const { resourceMetrics, errors } = await reader.collect();
    expect(errors).toEqual([]);
    const values: Record<string, unknown> = {};
    for (const { metrics } of resourceMetrics.scopeMetrics) {
      for (const { descriptor, dataPoints } of metrics) {
        for (const { attributes, value } of dataPoints)
          values[[descriptor.name, ...Object.values(attributes)].join(' ')] = value;
      }
    }
    return Object.fromEntries(Object.entries(values).filter(([name]) => name.startsWith('mail_')));
  }

  it('has accounts by state, lag and queue as gauges, failures and sends as counters', async () => {
    const before = await measured();
    expect(before).toMatchObject({ 'mail_accounts connected': 2, mail_queue_length: 0 });
    expect(before.mail_sync_lag_seconds).toBeGreaterThanOrEqual(90);
    expect(before.mail_sync_lag_seconds).toBeLessThan(150);

    await setState(ctx, ids[0], 'unreachable', { reason: 'connection-lost' });
    await setState(ctx, ids[0], 'unreachable', { reason: 'connection-lost' });
    const common = { accountId: ids[1], userId: 1, payload: {} };
    const send = await createOperation(ctx, { ...common, kind: 'send' });
    await createOperation(ctx, { ...common, kind: 'flag' });
    const [claimed] = await claimOperations(ctx, [send], new Date(Date.now() + 1000));
    if (!claimed) throw new Error('not claimed');
    await writeClaimed(ctx, claimed, { state: 'sent' });
    // Its copy is filed later: that is no second send, and neither is its end.
    const sent = { ...claimed, state: 'sent' as const };
    await writeClaimed(ctx, sent, { state: 'sent' });
    await writeClaimed(ctx, sent, { state: 'done' });
    expect(await measured()).toMatchObject({
      'mail_accounts connected': 1,
      'mail_accounts unreachable': 1,
      mail_queue_length: 1,
      'mail_failures_total connection-lost': 2,
      'mail_sends_total sent': 1,
    });
  });

  it('names no address and nobody’s id', async () => {
    const text = JSON.stringify((await reader.collect()).resourceMetrics);
    expect(text).toContain('mail_accounts');
    expect(text).not.toContain('@example.com');
    for (const id of ids) expect(text).not.toContain(String(id));
  });
});
