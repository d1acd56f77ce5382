import type { Application } from '@nocobase/server';

/** What every room of the server is handed as its first argument. */
export interface MailContext {
  app: Application;
  /** The plugin's own logger. Addresses and subjects only at `trace`; secrets and tokens never. */
  log: Application['log'];
}
