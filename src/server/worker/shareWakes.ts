import type { Id } from '../../common';
import type { MailContext } from '../context';
import { WAKE } from '../push';

const CHANNEL = 'mail:wake';

/**
 * Tells the other nodes who is to be served, where the operator has given them a way to talk (the host's publish and
 * subscribe, for instance Redis). Without one they find it in the database at their next look.
 */
export function shareWakes({ app, log }: MailContext, wake: (accountId: Id) => void): void {
  const told = async ({ accountId }: { accountId: Id }): Promise<void> => wake(accountId);
  const tell = async (accountId: Id): Promise<void> => {
    // Publishing without an adapter would write a warning each time.
    if (await app.pubSubManager.isConnected())
      await app.pubSubManager.publish(CHANNEL, { accountId }, { skipSelf: true });
  };
  const failed = (error: unknown) =>
    log.warn('mail: another node could not be told', { cause: String(error) });
  app.on(WAKE, (accountId: Id) => void tell(accountId).catch(failed));
  void app.pubSubManager.subscribe(CHANNEL, told).catch(failed);
}
