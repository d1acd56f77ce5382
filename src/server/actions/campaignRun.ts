import type { Context } from '@nocobase/actions';
import { z } from 'zod';
import { MISSING_VALUES, type CampaignPreview, type CampaignState, type OperationView } from '../../common';
import { httpOrigin } from '../accounts/redirect';
import { sendAgain, takeBack } from '../campaigns/stop';
import { textFor } from '../campaigns/text';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { digestOf, enqueueSend, viewOperation } from '../outbox';
import { copyFiles } from '../templates/files';
import { findAccount } from '../store/accounts/accounts';
import { updateCampaign, type CampaignRow } from '../store/campaigns/campaigns';
import { findRecipient, findRecipients, updateRecipients } from '../store/campaigns/recipients';
import { presentDate } from '../store/db/clock';
import type { OperationRow } from '../store/outbox/operations';
import { findOwnUploads } from '../store/outbox/uploads';
import { change, read, type ActionTable } from './action';
import { callerOf } from './caller';
import { checkCampaign, prepareCampaign } from './campaignStart';
import { recordTexts, userTexts } from './campaignValues';
import { viewCampaign } from './campaignView';
import { ownCampaign } from './campaigns';
import { sendKey } from './composeInput';
import { rowId, text, timeZone } from './parameters';
import { textStyle } from './textStyle';
import { FILE_LIMITS } from './uploadLimit';
import { presentOffset } from './zone';

const ROW = { filterByTk: rowId };
const WHOSE = { recipientId: rowId.nullish(), timeZone };
const START = z.object({ missing: z.enum(MISSING_VALUES), origin: text(1000).optional(), timeZone });

/** What happens to a bulk email. */
export const campaignRunActions: ActionTable = {
  /** The message as a recipient gets it, without the link for unsubscribing. Variables without a value stay in it. */
  'mailCampaigns:preview': read({ ...ROW, ...WHOSE }, async (mail, http, { filterByTk, ...whose }) => {
    const campaign = await ownCampaign(mail, http, filterByTk);
    http.set('Cache-Control', 'no-store');
    http.body = await previewOf(mail, http, campaign, whose, true);
  }),

  /** Sends what one recipient would get to the sender's own address. */
  'mailCampaigns:test': change(
    { ...ROW, values: z.object({ ...WHOSE, key: sendKey }) },
    async (mail, http, { filterByTk, values }) => {
      const campaign = await ownCampaign(mail, http, filterByTk);
      const userId = callerOf(http);
      const { accountId, identityId } = campaign;
      const account = await findAccount(mail, accountId);
      if (!account) throw new MailError('not-found');
      const { subject, html } = await previewOf(mail, http, campaign, values);
      const files = await findOwnUploads(mail, userId, campaign.uploadIds);
      // A message's files are deleted once it's sent.
      const copies = await copyFiles(mail, files, userId, FILE_LIMITS);
      const compose = {
        ...{ accountId, identityId: identityId ?? undefined, subject, html, attachmentIds: [] },
        ...{ to: [{ name: '', address: account.address }], cc: [], bcc: [] },
        uploadIds: copies.map(({ id }) => id),
      };
      const request = { key: values.key, digest: digestOf(values) };
      const operation = await enqueueSend(mail, userId, compose, presentOffset(http), request);
      http.body = viewOperation(operation as unknown as OperationRow) satisfies OperationView;
    },
  ),

  'mailCampaigns:check': read(ROW, async (mail, http, { filterByTk }) => {
    http.set('Cache-Control', 'no-store');
    http.body = await checkCampaign(mail, http, await ownCampaign(mail, http, filterByTk));
  }),

  /** Reads all values that the text needs, with the caller's permissions, and starts sending. */
  'mailCampaigns:start': change({ ...ROW, values: START }, async (mail, http, { filterByTk, values }) => {
    const campaign = await ownCampaign(mail, http, filterByTk);
    if (campaign.state !== 'draft') throw new MailError('campaign-changed');
    const { origin, ...choice } = values;
    const startedWith = await prepareCampaign(mail, http, campaign, { ...choice, origin: originOf(origin) });
    const started = { state: 'running' as const, reason: null, startedWith };
    await move(mail, campaign, ['draft'], { ...started, startedAt: await presentDate(mail) });
    http.body = await viewCampaign(mail, await ownCampaign(mail, http, campaign.id));
  }),

  'mailCampaigns:pause': step(['running'], 'paused', ({ mail, campaign }) => takeBack(mail, campaign.id)),

  'mailCampaigns:resume': step(['paused'], 'running'),

  'mailCampaigns:cancel': step(['running', 'paused'], 'canceled', async ({ mail, campaign: { id } }) => {
    await takeBack(mail, id);
    await updateRecipients(mail, { campaignId: id, state: 'waiting' }, { state: 'canceled' });
  }),

  /** Sends again to those whose message failed, or may not have been sent. */
  'mailCampaigns:retry': change(ROW, async (mail, http, { filterByTk }) => {
    const campaign = await ownCampaign(mail, http, filterByTk);
    const { id } = campaign;
    await move(mail, campaign, ['running', 'paused', 'done'], {
      state: 'running',
      reason: null,
      endedAt: null,
    });
    const failed = { campaignId: id, state: 'failed' };
    await updateRecipients(mail, failed, { state: 'waiting', reason: null, operationId: null });
    await sendAgain(mail, id);
    http.body = await viewCampaign(mail, await ownCampaign(mail, http, id));
  }),
};

interface Step {
  mail: MailContext;
  campaign: CampaignRow;
}

/** An action that takes a bulk email from one of these states to another one. */
function step(from: CampaignState[], to: CampaignState, after?: (step: Step) => Promise<void>) {
  return change(ROW, async (mail, http, { filterByTk }) => {
    const campaign = await ownCampaign(mail, http, filterByTk);
    const endedAt = to === 'canceled' ? await presentDate(mail) : null;
    await move(mail, campaign, from, { state: to, reason: null, endedAt });
    await after?.({ mail, campaign });
    http.body = await viewCampaign(mail, await ownCampaign(mail, http, campaign.id));
  });
}

async function move(
  mail: MailContext,
  { id }: CampaignRow,
  from: CampaignState[],
  values: Parameters<typeof updateCampaign>[3],
): Promise<void> {
  if (!(await updateCampaign(mail, id, from, values))) throw new MailError('campaign-changed');
}

/** The operator's `APP_PUBLIC_ORIGIN`, or what the browser says. */
const originOf = (asked: string | undefined): string | null =>
  httpOrigin(process.env.APP_PUBLIC_ORIGIN) ?? httpOrigin(asked) ?? null;

async function previewOf(
  mail: MailContext,
  http: Context,
  campaign: CampaignRow,
  { recipientId, timeZone: zone }: z.output<z.ZodObject<typeof WHOSE>>,
  keepMissing = false,
): Promise<CampaignPreview> {
  const style = textStyle(http, campaign.language, zone);
  const recipient =
    recipientId == null
      ? ((await findRecipients(mail, campaign.id, { state: 'waiting' }, { limit: 1 }))[0] ?? null)
      : await findRecipient(mail, campaign.id, recipientId);
  if (recipientId != null && !recipient) throw new MailError('not-found');
  const texts = campaign.startedWith?.texts ?? (await userTexts(mail, http, campaign, style));
  const key = recipient?.recordKey ?? null;
  const read = key === null ? null : await recordTexts(mail, http, campaign, [key], style);
  const own = recipient?.texts ?? (key === null ? null : read?.get(key)) ?? {};
  const { name = '', address = '' } = recipient ?? {};
  const filled = textFor(campaign, { ...style, texts }, { name, address }, own, {
    ...{ now: new Date(), keepMissing },
  });
  return { recipient: recipient && { id: recipient.id, name, address }, ...filled };
}
