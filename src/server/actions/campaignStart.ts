import type { Context } from '@nocobase/actions';
import { Op } from 'sequelize';
import type { CampaignCheck, MissingValues } from '../../common';
import { callbackPath } from '../accounts/redirect';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import type { CampaignRow, StartedWith } from '../store/campaigns/campaigns';
import {
  findRecipients,
  saveTexts,
  updateRecipients,
  type RecipientRow,
} from '../store/campaigns/recipients';
import { suppressedAmong, suppressionKey } from '../store/campaigns/suppressions';
import { recipientTexts } from '../templates/render';
import type { Style } from '../templates/valueText';
import { variablesIn } from '../templates/variables';
import { recordTexts, userTexts } from './campaignValues';
import { minutesFor, paceOf } from './campaignView';
import { textStyle } from './textStyle';
import { translatedIn } from './translated';

/** Recipients that are looked at together. */
const PIECE = 500;

/** A recipient with the texts for them, and the variables that have none. */
interface Ready {
  recipient: RecipientRow;
  texts: Record<string, string>;
  missing: string[];
}

/** What starting a bulk email would mean. Changes nothing. */
export async function checkCampaign(
  mail: MailContext,
  http: Context,
  campaign: CampaignRow,
): Promise<CampaignCheck> {
  const pace = await paceOf(mail, campaign.accountId);
  const counts = new Map<string, number>();
  let [ready, incomplete, suppressed] = [0, 0, 0];
  const style = textStyle(http, campaign.language, undefined);
  const common = await userTexts(mail, http, campaign, style);
  for await (const { people, refused } of pieces(mail, http, campaign, { style, common })) {
    suppressed += refused.length;
    for (const { missing } of people) {
      if (missing.length === 0) ready++;
      else incomplete++;
      for (const variable of missing) counts.set(variable, (counts.get(variable) ?? 0) + 1);
    }
  }
  const missing = [...counts].map(([variable, count]) => ({ variable, count }));
  return { ready, incomplete, missing, suppressed, ...pace, minutes: minutesFor(ready + incomplete, pace) };
}

interface Choice {
  missing: MissingValues;
  timeZone?: string;
  /** Where this app can be reached by recipients; null if that isn't known. */
  origin: string | null;
}

/**
 * Stores for each recipient what the text needs, read with the caller's permissions, and leaves out those that it
 * isn't for. Throws `campaign-empty` if nobody is left.
 */
export async function prepareCampaign(
  mail: MailContext,
  http: Context,
  campaign: CampaignRow,
  { missing: choice, timeZone, origin }: Choice,
): Promise<StartedWith> {
  const style = textStyle(http, campaign.language, timeZone);
  const texts = await userTexts(mail, http, campaign, style);
  let count = 0;
  for await (const { people, refused } of pieces(mail, http, campaign, { style, common: texts })) {
    const rows = people.map(({ recipient: { id }, texts, missing }) =>
      missing.length > 0 && choice === 'leaveOut'
        ? { id, texts, state: 'leftOut' as const, reason: 'noValue' as const }
        : { id, texts, state: 'waiting' as const, reason: null },
    );
    await saveTexts(mail, rows);
    await updateRecipients(
      mail,
      { id: refused.map(({ id }) => id) },
      { state: 'leftOut', reason: 'suppressed' },
    );
    count += rows.filter(({ state }) => state === 'waiting').length;
  }
  if (count === 0) throw new MailError('campaign-empty');
  await updateRecipients(mail, { campaignId: campaign.id }, { accountId: campaign.accountId });
  const { language, timeZone: zone } = style;
  return {
    ...{ missing: choice, language, timeZone: zone },
    texts,
    unsubscribeUrl:
      campaign.unsubscribe && origin !== null ? `${origin}${unsubscribePath(mail)}?token=` : null,
    unsubscribeWords: translatedIn(http, language, 'Unsubscribe'),
  };
}

/** Path of `mailCampaigns:unsubscribe` as a browser requests it. */
export const unsubscribePath = (mail: MailContext): string =>
  callbackPath(mail).replace('mailAccounts:callback', 'mailCampaigns:unsubscribe');

/** All recipients who are waiting or lacked a value, piece by piece, with what is known of them. */
async function* pieces(
  mail: MailContext,
  http: Context,
  campaign: CampaignRow,
  { style, common }: { style: Style; common: Record<string, string> },
): AsyncGenerator<{ people: Ready[]; refused: RecipientRow[] }> {
  const variables = variablesIn(campaign.subject, campaign.html);
  const where = { [Op.or]: [{ state: 'waiting' }, { state: 'leftOut', reason: 'noValue' }] };
  for (let after: RecipientRow['id'] | null = null; ;) {
    const rows = await findRecipients(mail, campaign.id, where, { after, limit: PIECE });
    if (rows.length === 0) return;
    after = rows[rows.length - 1].id;
    const suppressed = await suppressedAmong(
      mail,
      rows.map(({ address }) => address),
    );
    const isRefused = ({ address }: RecipientRow) => suppressed.has(suppressionKey(address));
    const wanted = rows.filter((row) => !isRefused(row));
    const keys = [...new Set(wanted.flatMap(({ recordKey }) => recordKey ?? []))];
    const read = await recordTexts(mail, http, campaign, keys, style);
    const now = new Date();
    const people = wanted.map((recipient): Ready => {
      const texts = read.get(recipient.recordKey ?? '') ?? {};
      const { name, address } = recipient;
      const known = { ...common, ...texts, ...recipientTexts({ name, address }, now, style) };
      return { recipient, texts, missing: variables.filter((variable) => !(variable in known)) };
    });
    yield { people, refused: rows.filter(isRefused) };
  }
}
