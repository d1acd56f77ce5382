import type { MailContext } from './context';

/** The kind of work (NocoBase's term) that an operator lists in `WORKER_MODE` for a node that is to sync and send. */
export const MAIL_WORK = 'mail:process';

/**
 * Whether this node syncs and sends. If the operator splits work between nodes, a node does so only if its
 * `WORKER_MODE` lists this kind of work or is `*`. `MAIL_WORKER=off` keeps any node from it; tests use that to control
 * the timing.
 */
export const doesMailWork = ({ app }: MailContext): boolean =>
  process.env.MAIL_WORKER !== 'off' && app.serving(MAIL_WORK);
