import type { Transaction } from 'sequelize';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { asMailError, causeText, MailError } from '../errors';
import { digestOf, enqueueSend } from '../outbox';
import { pushHint } from '../push';
import {
  findCampaign,
  holdCampaign,
  runningCampaigns,
  updateCampaign,
  type CampaignRow,
} from '../store/campaigns/campaigns';
import {
  countSending,
  findRecipients,
  updateRecipients,
  type RecipientRow,
} from '../store/campaigns/recipients';
import { suppressedAmong, suppressionKey } from '../store/campaigns/suppressions';
import { presentDate } from '../store/db/clock';
import { isOutage } from '../store/db/outage';
import { textFor, unsubscribeLine } from './text';
import { unsubscribeToken } from './unsubscribeToken';

/**
 * How many messages of one bulk email are in the outbox at a time. More would keep what people write themselves waiting
 * behind them.
 */
const AHEAD = 5;

/** Thrown in a transaction to undo it: somebody else feeds this recipient, or the bulk email has been stopped. */
class NotWanted extends Error {}

/** Moves the next recipients of all running bulk emails into the outbox, and ends those that are through. */
export async function feedCampaigns(ctx: MailContext): Promise<void> {
  for (const id of await runningCampaigns(ctx)) {
    try {
      await feed(ctx, id);
    } catch (error) {
      ctx.log.warn('mail: a bulk email could not be continued', { campaign: id, cause: causeText(error) });
    }
  }
}

async function feed(ctx: MailContext, id: Id): Promise<void> {
  const sending = await countSending(ctx, id, AHEAD);
  if (sending === AHEAD) return;
  const next = await findRecipients(ctx, id, { state: 'waiting' }, { limit: AHEAD - sending });
  if (next.length === 0 && sending > 0) return;
  const campaign = await findCampaign(ctx, id);
  if (!campaign) return;
  if (next.length === 0) return end(ctx, campaign);
  const suppressed = await suppressedAmong(
    ctx,
    next.map(({ address }) => address),
  );
  for (const recipient of next) {
    if (suppressed.has(suppressionKey(recipient.address)))
      await updateRecipients(
        ctx,
        { id: recipient.id, state: 'waiting' },
        { state: 'leftOut', reason: 'suppressed' },
      );
    else await feedOne(ctx, campaign, recipient);
  }
}

async function end(ctx: MailContext, { id, userId, accountId }: CampaignRow): Promise<void> {
  const ended = { state: 'done' as const, reason: null, endedAt: await presentDate(ctx) };
  if (!(await updateCampaign(ctx, id, ['running'], ended))) return;
  pushHint(ctx, userId, { accountId, folderIds: [], what: ['campaigns'] });
}

/**
 * Puts the message for one recipient into the outbox. The recipient's row says so in the same transaction, and its key
 * is unique: however often this is done, by however many nodes, and wherever it's interrupted, it happens once.
 */
async function feedOne(ctx: MailContext, campaign: CampaignRow, recipient: RecipientRow): Promise<void> {
  const { id: campaignId, userId, accountId, identityId, startedWith } = campaign;
  if (!startedWith) throw new MailError('internal', { cause: 'a bulk email was not started' });
  const { id, name, address, texts } = recipient;
  const key = `campaign:${String(campaignId)}:${String(id)}`;
  try {
    const to = { name, address };
    const filled = textFor(campaign, startedWith, to, texts ?? {}, { now: await presentDate(ctx) });
    const { unsubscribeUrl: base, unsubscribeWords } = startedWith;
    const url = base === null ? null : `${base}${unsubscribeToken(ctx, id, address)}`;
    await enqueueSend(
      ctx,
      userId,
      {
        ...{ accountId, identityId: identityId ?? undefined, to: [to], cc: [], bcc: [] },
        subject: filled.subject,
        html: url === null ? filled.html : `${filled.html}${unsubscribeLine(url, unsubscribeWords)}`,
        ...{ uploadIds: campaign.uploadIds, attachmentIds: [], timeZone: startedWith.timeZone },
        ...(url === null ? {} : { unsubscribeUrl: url }),
      },
      0,
      {
        ...{ key, digest: digestOf(key), campaignId },
        also: (operationId, transaction) => take(ctx, campaignId, id, operationId, transaction),
      },
    );
  } catch (error) {
    if (error instanceof NotWanted) return;
    const { code, cause } = asMailError(error);
    // There's no room in the outbox, or no database: it's tried again.
    if (code === 'outbox-full' || isOutage(cause)) throw error;
    if (code === 'internal')
      ctx.log.error('mail: a message of a bulk email failed', { recipient: id, cause: causeText(error) });
    await updateRecipients(ctx, { id, state: 'waiting' }, { state: 'failed', reason: code });
    await updateCampaign(ctx, campaignId, ['running'], { state: 'paused', reason: code });
  }
}

async function take(
  ctx: MailContext,
  campaignId: Id,
  id: Id,
  operationId: Id,
  transaction: Transaction,
): Promise<void> {
  if (!(await holdCampaign(ctx, campaignId, 'running', transaction))) throw new NotWanted();
  const taken = await updateRecipients(
    ctx,
    { id, state: 'waiting' },
    { state: 'sending', operationId },
    transaction,
  );
  if (taken === 0) throw new NotWanted();
}
