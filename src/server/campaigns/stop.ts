import type { Id } from '../../common';
import type { MailContext } from '../context';
import { asSend, retrySend, withdrawSend } from '../outbox';
import { updateRecipients } from '../store/campaigns/recipients';
import { findOperations } from '../store/outbox/operations';

/**
 * Takes messages of a bulk email that aren't being sent yet out of the outbox; their recipients wait again. Those that
 * are being sent, or may have been, stay there and end as usual.
 */
export async function takeBack(ctx: MailContext, campaignId: Id): Promise<void> {
  for (const operation of await findOperations(ctx, { campaignId, state: 'pending' })) {
    const where = { operationId: operation.id, state: 'sending' };
    await withdrawSend(ctx, asSend(operation), async (transaction) => {
      await updateRecipients(ctx, where, { state: 'waiting', operationId: null }, transaction);
    });
  }
}

/** Sends again what failed. What may have been sent is looked for in Sent first, and sent only if it isn't there. */
export async function sendAgain(ctx: MailContext, campaignId: Id): Promise<void> {
  for (const operation of await findOperations(ctx, { campaignId, state: 'unclear' })) {
    await retrySend(ctx, asSend(operation));
    await updateRecipients(
      ctx,
      { operationId: operation.id, state: 'unclear' },
      { state: 'sending', reason: null },
    );
  }
}
