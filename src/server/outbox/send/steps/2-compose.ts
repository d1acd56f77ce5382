import { randomUUID } from 'node:crypto';
import { MailError } from '../../../errors';
import { envelopeOf } from '../../../mime/recipients';
import { findIdentity } from '../../../store/accounts/identities';
import { keepBlindCopies } from '../../../store/messages/blindCopies';
import { deleteBlob, writeBlob } from '../../../store/outbox/blobs';
import { writeMessage } from '../../compose/writeMessage';
import type { SendContext } from '../sendContext';
import { sentAccounts } from '../findInSent';
import { isComposed, type ComposedSend, type SendOperation } from '../payload';
import type { MailContext } from '../../../context';

/** Octets of a composed message; the server's own limit (EHLO SIZE) is lower, but known only during submission. */
const LARGEST = 150 * 1024 * 1024;

/** Composes the message once, into a blob: every attempt to send it submits the same octets. */
export async function compose(send: SendContext, operation: SendOperation): Promise<ComposedSend> {
  if (isComposed(operation)) return operation;
  const { ctx } = send;
  const { blobId, ...made } = await written(ctx, operation);
  try {
    const { bcc } = operation.payload;
    if (bcc.length > 0)
      await keepBlindCopies(ctx, await sentAccounts(ctx, operation.accountId), made.token, bcc);
    return await send.save(operation, { blobId, progress: { ...operation.progress, ...made } });
  } catch (error) {
    await deleteBlob(ctx, blobId);
    throw error;
  }
}

type Composed = Pick<ComposedSend, 'blobId'> &
  Pick<ComposedSend['progress'], 'token' | 'from' | 'size' | 'recipients' | 'isEightBit'>;

async function written(
  ctx: MailContext,
  { userId, accountId, payload, progress }: SendOperation,
): Promise<Composed> {
  const identity = await findIdentity(ctx, accountId, payload.identityId);
  // The identity was removed after the request: never send from an address other than the chosen one.
  if (!identity) throw new MailError('sender-gone');
  const { name, address } = identity;
  const recipients = envelopeOf(payload.to, payload.cc, payload.bcc);
  const token = randomUUID();
  const { thread, offset = 0 } = progress;
  return writeMessage(
    ctx,
    { userId, payload, from: { name, address }, token, thread, zone: payload.timeZone ?? offset },
    async (message, isEightBit) => {
      const blob = await writeBlob(ctx, message, { limit: LARGEST });
      return { ...blob, token, from: address, recipients, ...(isEightBit ? { isEightBit } : {}) };
    },
  );
}
