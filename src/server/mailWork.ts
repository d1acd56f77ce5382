import type { MailContext } from './context';

/** What an operator lists in `WORKER_MODE` for a node that is to synchronise and send (NocoBase's name for a kind of work). */
export const MAIL_WORK = 'mail:process';

/**
 * Whether this node synchronises and sends: where the operator splits work between nodes, those whose `WORKER_MODE`
 * names it, or takes all (`*`). `MAIL_WORKER=off` keeps any node from it; tests use that to say what happens when.
 */
export const doesMailWork = ({ app }: MailContext): boolean =>
  process.env.MAIL_WORKER !== 'off' && app.serving(MAIL_WORK);
