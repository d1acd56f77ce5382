import type { Id } from '../../common';
import type { MailContext } from '../context';
import { WAKE } from '../push';

const CHANNEL = 'mail:wake';

/**
 * Tells the other nodes which account to serve, if the operator has configured a channel between them (the host's
 * publish and subscribe, e.g. Redis). Without one, they find out from the database at their next check.
 */
export function broadcastWakes({ app, log }: MailContext, wake: (accountId: Id) => void): void {
  const told = async ({ accountId }: { accountId: Id }): Promise<void> => wake(accountId);
  const tell = async (accountId: Id): Promise<void> => {
    // Publishing without an adapter would log a warning each time.
    if (await app.pubSubManager.isConnected())
      await app.pubSubManager.publish(CHANNEL, { accountId }, { skipSelf: true });
  };
  const failed = (error: unknown) =>
    log.warn('mail: other nodes could not be notified', { cause: String(error) });
  app.on(WAKE, (accountId: Id) => void tell(accountId).catch(failed));
  void app.pubSubManager.subscribe(CHANNEL, told).catch(failed);
}
