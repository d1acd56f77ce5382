import type { Application } from '@nocobase/server';

/** The first argument of functions throughout the server. */
export interface MailContext {
  app: Application;
  /** The plugin's own logger. It may get addresses and subjects only at `trace`, and secrets and tokens never. */
  log: Application['log'];
}

/** A service that runs while the app does. The host waits for the promise that `stop` returns. */
export interface Service {
  start?(): void;
  /** Also called before the host reloads its plugins, for instance when this one is disabled. */
  stop?(): unknown;
}
