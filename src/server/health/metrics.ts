import type { MailContext, Service } from '../context';
import { COUNTED, type Counted } from '../push';
import { presentTime } from '../store/db/clock';
import { unrestricted } from '../store/rowSecurity/rowSecurity';
import { accountFigures, queueFigures } from '../store/accounts/figures';
import { syncLag } from './check';

/**
 * Gauges and counters in the host's telemetry, if it is enabled. The gauges are read from the database and are the same
 * on every node; the counters count what happened on this node.
 */
export function registerMetrics(ctx: MailContext): Service {
  let count: ((counted: Counted) => void) | undefined;
  ctx.app.on(COUNTED, (counted: Counted) => count?.(counted));
  // The meter exists only once the app has begun to start, and a restart creates another one.
  const start = () => {
    count = unrestricted(() => startMetrics(ctx));
  };
  return { start };
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
      const now = await presentTime(ctx);
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
