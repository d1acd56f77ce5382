import type { Transaction } from 'sequelize';
import type { ErrorCode, Id, OperationState, RecipientState } from '../../../common';
import type { MailContext } from '../../context';
import { presentDate } from '../db/clock';
import { updateCampaign } from './campaigns';
import { updateRecipients } from './recipients';

/** How the send of a recipient's message ended. */
export interface RecipientEnd {
  operationId: Id;
  campaignId: Id;
  state: Extract<RecipientState, 'sent' | 'failed' | 'unclear'>;
  reason: ErrorCode | null;
  /** The message's token, and the hash of its Message-ID. */
  token: string | null;
  idHash: string | null;
}

/** Failures that say nothing about the next recipient. */
const OF_ONE: ReadonlyArray<ErrorCode | null> = [
  'recipient-rejected',
  'address-not-supported',
  'invalid-address',
  'invalid-input',
];

/** What the state of a send means for its recipient; null if it isn't over. */
export function endState(state: OperationState | undefined): RecipientEnd['state'] | null {
  if (state === 'failed' || state === 'unclear' || state === 'sent') return state;
  return state === 'done' ? 'sent' : null;
}

/**
 * Records how a send ended, with the recipient whom it was for. A failure that would happen to the next message too
 * pauses the bulk email, so that its writer can decide.
 */
export async function settleSend(
  ctx: MailContext,
  end: RecipientEnd,
  transaction: Transaction,
): Promise<void> {
  const { operationId, campaignId, state, reason, token, idHash } = end;
  const where = { operationId, campaignId, state: ['sending', 'unclear'] };
  const sent = { token, idHash, sentAt: await presentDate(ctx, transaction) };
  await updateRecipients(ctx, where, { state, reason, ...(state === 'sent' ? sent : {}) }, transaction);
  if (state === 'failed' && !OF_ONE.includes(reason))
    await updateCampaign(ctx, campaignId, ['running'], { state: 'paused', reason }, transaction);
}
