import type { Context } from '@nocobase/actions';
import { z } from 'zod';
import { LONGEST_TEMPLATE, LONGEST_TEMPLATE_SUBJECT, type CampaignInput, type Id } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { headerText } from '../mime/recipients';
import { sanitizeMailHtml } from '../mime/sanitize';
import { findIdentity } from '../store/accounts/identities';
import {
  createCampaign,
  destroyCampaign,
  findCampaign,
  listCampaigns,
  updateCampaign,
  type CampaignRow,
} from '../store/campaigns/campaigns';
import { removeUploads } from '../store/outbox/uploads';
import { changeFiles } from '../templates/files';
import { ownAccount, ownRow } from './access';
import { change, read, type ActionTable } from './action';
import { callerOf } from './caller';
import { summariesOf, viewCampaign } from './campaignView';
import { prose, rowId } from './parameters';
import { languageTag } from './textStyle';
import { FILE_LIMITS, MOST_FILES } from './uploadLimit';

const CAMPAIGN = z.object({
  accountId: rowId,
  identityId: rowId.nullish(),
  subject: prose(LONGEST_TEMPLATE_SUBJECT).default(''),
  html: prose(LONGEST_TEMPLATE).default(''),
  uploadIds: z.array(rowId).max(MOST_FILES).default([]),
  language: languageTag.default(''),
  unsubscribe: z.boolean().default(false),
});
const ROW = { filterByTk: rowId };

/** Bulk emails and their texts. Nobody but their writer sees them. */
export const campaignActions: ActionTable = {
  'mailCampaigns:summaries': read({}, async (mail, http) => {
    http.body = await summariesOf(mail, await listCampaigns(mail, callerOf(http)));
  }),

  'mailCampaigns:open': read(ROW, async (mail, http, { filterByTk }) => {
    http.body = await viewCampaign(mail, await ownCampaign(mail, http, filterByTk));
  }),

  'mailCampaigns:create': change({ values: CAMPAIGN }, async (mail, http, { values }) => {
    const userId = callerOf(http);
    const input = await readCampaign(mail, http, values);
    const { uploadIds } = await changeFiles(mail, userId, [], values.uploadIds, FILE_LIMITS);
    try {
      http.body = await viewCampaign(mail, await createCampaign(mail, userId, { ...input, uploadIds }));
    } catch (error) {
      await removeUploads(mail, userId, uploadIds);
      throw error;
    }
  }),

  'mailCampaigns:update': change({ ...ROW, values: CAMPAIGN }, async (mail, http, { filterByTk, values }) => {
    const { id, uploadIds: before } = await ownCampaign(mail, http, filterByTk);
    const userId = callerOf(http);
    const input = await readCampaign(mail, http, values);
    const files = await changeFiles(mail, userId, before, values.uploadIds, FILE_LIMITS);
    const { uploadIds, added, dropped } = files;
    try {
      const isDraft = await updateCampaign(mail, id, ['draft'], { ...input, uploadIds });
      if (!isDraft) throw new MailError('campaign-changed');
    } catch (error) {
      await removeUploads(mail, userId, added);
      throw error;
    }
    await removeUploads(mail, userId, dropped);
    http.body = await viewCampaign(mail, await ownCampaign(mail, http, id));
  }),

  /** Only what isn't being sent. */
  'mailCampaigns:destroy': change(ROW, async (mail, http, { filterByTk }) => {
    const { id, uploadIds } = await ownCampaign(mail, http, filterByTk);
    if (!(await destroyCampaign(mail, id, ['draft', 'canceled', 'done'])))
      throw new MailError('campaign-changed');
    await removeUploads(mail, callerOf(http), uploadIds);
    http.body = {};
  }),
};

/** One of the caller's. Otherwise throws `not-found`. */
export async function ownCampaign(mail: MailContext, http: Context, id: Id): Promise<CampaignRow> {
  const own = await ownRow(mail, http, 'mailCampaigns', id);
  const campaign = await findCampaign(mail, own.id);
  if (!campaign) throw new MailError('not-found');
  return campaign;
}

async function readCampaign(
  mail: MailContext,
  http: Context,
  values: z.output<typeof CAMPAIGN>,
): Promise<Omit<CampaignInput, 'uploadIds'>> {
  const { id: accountId } = await ownAccount(mail, http, values.accountId);
  const { identityId = null, language, unsubscribe } = values;
  if (identityId !== null && !(await findIdentity(mail, accountId, identityId)))
    throw new MailError('sender-gone');
  const { html, truncated } = sanitizeMailHtml(values.html);
  if (truncated) throw new MailError('text-too-long');
  const subject = headerText(values.subject, 'subject');
  return { accountId, identityId, subject, html, language, unsubscribe };
}
