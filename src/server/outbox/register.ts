import type { MailContext } from '../context';
import { causeText } from '../errors';
import { doesMailWork } from '../mailWork';
import { withoutLimits } from '../store/limits';
import { sweepOperations } from '../store/operations';
import { sweepUploads } from '../store/uploads';
import { allowSends, startDueSends, stopSends } from './sends';

const TICK = 10_000;
const SWEEP = 60 * 60_000;
const DAY = 24 * 60 * 60_000;

/** Goes on with sends that wait, and cleans up. Every node that does mail work may: each send is claimed by one of them. */
export function registerOutbox(ctx: MailContext): void {
  if (!doesMailWork(ctx)) return;
  let timers: NodeJS.Timeout[] = [];
  const every = (interval: number, work: () => Promise<void>) => {
    const timer = setInterval(() => {
      work().catch((cause: unknown) => ctx.log.warn('mail: outbox', { cause: causeText(cause) }));
    }, interval);
    timer.unref();
    return timer;
  };
  ctx.app.on('afterStart', () => {
    allowSends(ctx);
    timers.forEach((timer) => clearInterval(timer));
    // A request may have started the app; timers begun in its course would be limited to who sent it.
    timers = withoutLimits(() => [every(TICK, () => startDueSends(ctx)), every(SWEEP, () => sweep(ctx))]);
  });
  // The host waits for what its listeners return; its types do not know that.
  ctx.app.on('beforeStop', (): unknown => {
    timers.forEach((timer) => clearInterval(timer));
    timers = [];
    return stopSends(ctx);
  });
}

/** Uploads that nobody sent, and operations that are long done. */
export async function sweep(ctx: MailContext, now = Date.now()): Promise<void> {
  await sweepUploads(ctx, new Date(now - DAY));
  await sweepOperations(ctx, new Date(now - DAY), new Date(now - 7 * DAY));
}
