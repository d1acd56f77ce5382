import type { Id } from '../../common';
import { closeMailboxes } from '../accounts/mailbox';
import type { MailContext, Service } from '../context';
import { doesMailWork } from '../mailWork';
import { WAKE } from '../push';
import { unrestricted } from '../store/rowSecurity/rowSecurity';
import { broadcastWakes } from './broadcastWakes';
import { Worker } from './worker';

/**
 * Serves accounts while the app runs, on nodes that do mail work. Nodes that only serve people's requests wake them.
 */
export function registerWorker(ctx: MailContext): Service {
  let worker: Worker | null = null;
  const start = () => {
    if (!doesMailWork(ctx) || worker) return;
    worker = new Worker(ctx);
    // A request may have started the app; the worker must not be limited to its user's rights.
    unrestricted(() => worker?.start());
  };
  const wake = (accountId: Id) => unrestricted(() => worker?.wake(accountId));
  ctx.app.on(WAKE, wake);
  broadcastWakes(ctx, wake);
  const stop = async (): Promise<void> => {
    const stopping = worker;
    worker = null;
    await stopping?.stop();
    await closeMailboxes(ctx);
  };
  return { start, stop };
}
