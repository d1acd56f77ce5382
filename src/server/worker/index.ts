import type { Id } from '../../common';
import { closeMailboxes } from '../accounts/mailbox';
import type { MailContext } from '../context';
import { doesMailWork } from '../mailWork';
import { WAKE } from '../push';
import { buildThreads } from '../store/buildThreads';
import { withoutLimits } from '../store/limits';
import { shareWakes } from './shareWakes';
import { Worker } from './worker';

/** Serves accounts while the app runs, on nodes that do mail work; those that only answer people wake them. */
export function registerWorker(ctx: MailContext): void {
  let worker: Worker | null = null;
  let building = new AbortController();
  ctx.app.on('afterStart', () => {
    if (!doesMailWork(ctx) || worker) return;
    worker = new Worker(ctx);
    // A request may have started the app; the worker is not to be limited to who sent it.
    withoutLimits(() => worker?.start());
    building = new AbortController();
    withoutLimits(() => buildThreads(ctx, building.signal)).catch((error: unknown) => {
      ctx.log.error('mail: threads could not be counted', { cause: String(error) });
    });
  });
  const wake = (accountId: Id) => withoutLimits(() => worker?.wake(accountId));
  ctx.app.on(WAKE, wake);
  shareWakes(ctx, wake);
  const stop = async (): Promise<void> => {
    building.abort();
    const stopping = worker;
    worker = null;
    await stopping?.stop();
    await closeMailboxes(ctx);
  };
  // Also emitted before the host loads its plugins anew, for instance when this one is disabled. It waits for
  // the promise that a listener gives back.
  ctx.app.on('beforeStop', stop as () => void);
}
