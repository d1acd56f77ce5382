import type { Context } from '@nocobase/actions';
import { MOST_CAMPAIGN_RECIPIENTS, type Id } from '../../common';
import type { MailContext } from '../context';
import { causeText, MailError } from '../errors';
import { findKeys, readCaller, readRecords, titleFieldOf, type FoundValues } from '../host';
import { isOutage } from '../store/db/outage';
import type { CampaignRow } from '../store/campaigns/campaigns';
import type { NewRecipient } from '../store/campaigns/recipients';
import { restrictTo } from '../store/rowSecurity/rowSecurity';
import { neededBy, textsOf } from '../templates/render';
import { valueText, type Style } from '../templates/valueText';
import { variablesIn } from '../templates/variables';
import { viewerOf } from './access';
import { addressesIn } from './recipientText';

/** Records per query. */
const PIECE = 500;
const PLAIN: Style = { language: 'en-US', timeZone: 'UTC', yes: '', no: '' };

type Records = { collection: string; fields: string[] } & (
  { ids: ReadonlyArray<Id> } | { filter: Record<string, unknown> }
);

/**
 * The people in the address fields of records that the caller may see. A record without any address is listed too.
 * Throws `too-many-recipients`.
 */
export async function addressedRecords(
  mail: MailContext,
  http: Context,
  records: Records,
): Promise<NewRecipient[]> {
  const { collection, fields } = records;
  const keys =
    'ids' in records
      ? records.ids
      : await limited(mail, http, () =>
          findKeys(mail, http, collection, records.filter, MOST_CAMPAIGN_RECIPIENTS + 1),
        );
  if (keys.length > MOST_CAMPAIGN_RECIPIENTS)
    throw new MailError('too-many-recipients', { params: { limit: MOST_CAMPAIGN_RECIPIENTS } });
  const title = titleFieldOf(mail, collection);
  const paths = [...fields, ...(title === null || fields.includes(title) ? [] : [title])];
  const found: NewRecipient[] = [];
  for (let at = 0; at < keys.length; at += PIECE) {
    const piece = keys.slice(at, at + PIECE);
    const values = await limited(mail, http, () => readRecords(mail, http, collection, piece, paths));
    for (const [key, record] of values) {
      const name = title === null || fields.includes(title) ? '' : textAt(record, title);
      const people = fields.flatMap((field) => addressesIn(textAt(record, field), name, key));
      found.push(
        ...(people.length > 0
          ? people
          : [{ name, address: '', recordKey: key, reason: 'noAddress' as const }]),
      );
    }
  }
  return found;
}

function textAt(record: FoundValues, path: string): string {
  const found = record.get(path);
  return found ? valueText(found, PLAIN) : '';
}

/** The caller's values that a text needs, by variable. */
export async function userTexts(
  mail: MailContext,
  http: Context,
  campaign: CampaignRow,
  style: Style,
): Promise<Record<string, string>> {
  const user = await readCaller(mail, http, neededBy(campaign).user);
  return textsOf(variablesIn(campaign.subject, campaign.html), { user, record: new Map() }, style);
}

/** The values of recipients' records that a text needs, as the caller may see them: by key, and then by variable. */
export async function recordTexts(
  mail: MailContext,
  http: Context,
  campaign: CampaignRow,
  keys: readonly string[],
  style: Style,
): Promise<Map<string, Record<string, string>>> {
  const { collection } = campaign;
  const paths = neededBy(campaign).record;
  const texts = new Map<string, Record<string, string>>();
  if (collection === null || paths.length === 0) return texts;
  const variables = variablesIn(campaign.subject, campaign.html);
  for (let at = 0; at < keys.length; at += PIECE) {
    const piece = keys.slice(at, at + PIECE);
    const values = await limited(mail, http, () => readRecords(mail, http, collection, piece, paths));
    for (const [key, record] of values)
      texts.set(key, textsOf(variables, { user: new Map(), record }, style));
  }
  return texts;
}

/**
 * Reads the host's records for the caller. Associations, filters, and SQL that a person wrote, may lead into mail,
 * where the caller sees only their own.
 */
async function limited<T>(mail: MailContext, http: Context, work: () => Promise<T>): Promise<T> {
  return restrictTo(mail, viewerOf(mail, http), async (limits) => {
    try {
      return await work();
    } catch (error) {
      if (isOutage(error)) throw error;
      mail.log.warn('mail: records for a bulk email could not be read', { cause: causeText(error) });
      throw new MailError('invalid-input', { params: { field: 'collection' } });
    } finally {
      limits.over = true;
    }
  });
}
