import type { MailContext } from '../context';
import { COUNTED, type Counted } from '../push';
import { withoutLimits } from '../store/limits';
import { accountFigures, queueFigures } from '../store/figures';
import { syncLag } from './check';

/**
 * Gauges and counters in the host's telemetry, where that is on. The gauges are read from the database and
 * say the same on every node; the counters count what happened on this one.
 */
export function registerMetrics(ctx: MailContext): void {
  let count: ((counted: Counted) => void) | undefined;
  ctx.app.on(COUNTED, (counted: Counted) => count?.(counted));
  // The meter is there only once the app has begun to start; a second start brings another one.
  ctx.app.on('afterStart', () => {
    count = withoutLimits(() => startMetrics(ctx));
  });
}

function startMetrics(ctx: MailContext): ((counted: Counted) => void) | undefined {
  const meter = ctx.app.telemetry.metric.getMeter();
  if (!meter) return undefined;
  const accounts = meter.createObservableGauge('mail_accounts', { description: 'Accounts by state' });
  const lag = meter.createObservableGauge('mail_sync_lag_seconds', {
    description: 'Since the last sync of the account that has waited longest',
    unit: 's',
  });
  const queue = meter.createObservableGauge('mail_queue_length', {
    description: 'Operations that wait to be carried out',
  });
  const failures = meter.createCounter('mail_failures_total', {
    description: 'Failures of accounts by code',
  });
  const sends = meter.createCounter('mail_sends_total', { description: 'Sends by result' });
  meter.addBatchObservableCallback(
    async (result) => {
      const now = Date.now();
      const figures = await accountFigures(ctx, new Date(now));
      for (const { state, accounts: total } of figures) result.observe(accounts, total, { state });
      result.observe(lag, syncLag(figures, now) ?? 0);
      result.observe(queue, (await queueFigures(ctx)).length);
    },
    [accounts, lag, queue],
  );
  return (counted) => {
    if ('failure' in counted) failures.add(1, { code: counted.failure });
    else sends.add(1, { result: counted.send });
  };
}
