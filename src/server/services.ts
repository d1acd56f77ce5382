import type { MailContext, Service } from './context';
import { servesMail } from './host';

/**
 * Starts services with the app, if it serves mail at all, and stops them with it. All of them share one listener per
 * event: Node warns of a leak beyond ten listeners, and the host itself adds half of these.
 */
export function runWithApp(ctx: MailContext, services: readonly Service[]): void {
  const { app } = ctx;
  // If the host lacks something, the log already says so.
  app.on('afterStart', () => servesMail(ctx) && services.forEach((service) => service.start?.()));
  // The host awaits what its listeners return, although its types don't say so.
  app.on('beforeStop', (): unknown => Promise.all(services.map((service) => service.stop?.())));
}
