import type { SmtpConnection } from '../../smtp/connection';
import { sentBefore } from './findInSent';
import type { SendOperation } from './payload';
import type { SendContext } from './sendContext';
import { compose } from './steps/2-compose';
import { beginSubmission, submit } from './steps/3-submit';
import { record, recordFound } from './steps/4-record';
import { lookInSent, recordFailure } from './steps/4-recordFailure';
import { fileCopy } from './steps/5-fileCopy';
import { flagOriginal } from './steps/6-flagOriginal';
import { finish } from './steps/7-finish';

/**
 * Takes a claimed send (step 1) through the other steps. Each stores its result before the next one begins and is
 * skipped if that result is already stored, so a send left halfway can be continued by any process. A submission with
 * an unclear outcome is looked for in Sent; it's never repeated automatically.
 */
export async function carryOut(
  send: SendContext,
  claimed: SendOperation,
  connection: SmtpConnection,
): Promise<void> {
  if (send.signal.aborted) return send.giveBack(claimed);
  let operation: SendOperation | null = claimed;
  if (operation.state === 'running') operation = await sendOut(send, operation, connection);
  else if (operation.state === 'sending') operation = await lookInSent(send, operation);
  operation &&= await fileCopy(send, operation);
  if (!operation) return;
  await flagOriginal(send, operation);
  await finish(send, operation);
}

/** Steps 2 to 4. null if the message hasn't been sent; the consequences have been stored. */
async function sendOut(
  send: SendContext,
  operation: SendOperation,
  connection: SmtpConnection,
): Promise<SendOperation | null> {
  let current = operation;
  try {
    const found = await sentBefore(send.ctx, current);
    if (found) return await recordFound(send, current, found);
    const composed = await compose(send, current);
    current = composed;
    const sending = await beginSubmission(send, composed);
    current = sending;
    return await record(send, sending, await submit(send, sending, connection));
  } catch (error) {
    await recordFailure(send, current, error);
    return null;
  }
}
