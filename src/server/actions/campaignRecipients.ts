import type { Context } from '@nocobase/actions';
import { Op, type WhereOptions } from 'sequelize';
import { z } from 'zod';
import {
  MOST_CAMPAIGN_RECIPIENTS,
  RECIPIENT_STATES,
  type CampaignRecipientView,
  type RecipientsAdded,
} from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { updateCampaign, type CampaignRow } from '../store/campaigns/campaigns';
import {
  addRecipients,
  findRecipients,
  removeRecipients,
  type NewRecipient,
  type RecipientRow,
} from '../store/campaigns/recipients';
import { suppressedAmong, suppressionKey } from '../store/campaigns/suppressions';
import { contains } from '../store/db/contains';
import { copiesOf } from '../store/messages/copies';
import { change, read, type ActionTable } from './action';
import { addressedRecords } from './campaignValues';
import { ownCampaign } from './campaigns';
import { limit, LONGEST_LINE, namedAddresses, rowId, rowIds, text } from './parameters';
import { isOurs } from './paths';
import { listedAddress } from './recipientText';

const ROW = { filterByTk: rowId };
const MOST_FIELDS = 10;
const RECORDS = {
  collection: text(255),
  fields: z.array(text(255)).min(1).max(MOST_FIELDS),
};
const key = z.union([z.int(), text(255)]);
const SOURCE = z.union([
  z.strictObject({ addresses: namedAddresses.max(4 * MOST_CAMPAIGN_RECIPIENTS) }),
  z.strictObject({ ...RECORDS, ids: z.array(key).max(MOST_CAMPAIGN_RECIPIENTS) }),
  z.strictObject({ ...RECORDS, filter: z.record(z.string(), z.unknown()) }),
]);
const SHOWN = [...RECIPIENT_STATES, 'bounced', 'answered', 'unsubscribed'] as const;
const PAGE = {
  ...ROW,
  state: z.enum(SHOWN).nullish(),
  search: text(LONGEST_LINE).default(''),
  before: rowId.nullish(),
  limit,
};

/** Who gets a bulk email. */
export const campaignRecipientActions: ActionTable = {
  'mailCampaigns:addRecipients': change(
    { ...ROW, values: SOURCE },
    async (mail, http, { filterByTk, values }) => {
      const campaign = await ownDraft(mail, http, filterByTk);
      const collection = 'collection' in values ? values.collection : null;
      if (collection !== null && (isOurs(collection) || ![null, collection].includes(campaign.collection)))
        throw new MailError('invalid-input', { params: { field: 'collection' } });
      const found =
        'addresses' in values
          ? values.addresses.map(({ name, address }) => listedAddress(name ?? '', address, null))
          : await addressedRecords(mail, http, values);
      const people = await leaveOutSuppressed(mail, found);
      const stored = await addRecipients(mail, campaign, people);
      if (collection !== null) await updateCampaign(mail, campaign.id, ['draft'], { collection });
      http.body = summaryOf(stored);
    },
  ),

  'mailCampaigns:removeRecipients': change(
    { ...ROW, values: z.union([z.strictObject({ ids: rowIds }), z.strictObject({ all: z.literal(true) })]) },
    async (mail, http, { filterByTk, values }) => {
      const { id } = await ownDraft(mail, http, filterByTk);
      await removeRecipients(mail, id, 'ids' in values ? values.ids : null);
      if ('all' in values) await updateCampaign(mail, id, ['draft'], { collection: null });
      http.body = {};
    },
  ),

  /** In the order in which they were added. `before` is what `next` of the previous page said. */
  'mailCampaigns:recipients': read(PAGE, async (mail, http, { filterByTk, ...page }) => {
    const campaign = await ownCampaign(mail, http, filterByTk);
    const where = { [Op.and]: [shown(page.state ?? null), contains(mail, ['name', 'address'], page.search)] };
    const rows = await findRecipients(mail, campaign.id, where, {
      after: page.before ?? null,
      limit: page.limit + 1,
    });
    const next = rows.length > page.limit ? rows[page.limit - 1].id : null;
    http.set('Cache-Control', 'no-store');
    http.body = { rows: await viewsOf(mail, campaign, rows.slice(0, page.limit)), next };
  }),
};

/** One of the caller's that hasn't been started. Throws `not-found` or `campaign-changed`. */
async function ownDraft(mail: MailContext, http: Context, id: CampaignRow['id']): Promise<CampaignRow> {
  const campaign = await ownCampaign(mail, http, id);
  if (campaign.state !== 'draft') throw new MailError('campaign-changed');
  return campaign;
}

async function leaveOutSuppressed(
  mail: MailContext,
  people: readonly NewRecipient[],
): Promise<NewRecipient[]> {
  const valid = people.filter(({ reason }) => reason === null).map(({ address }) => address);
  const suppressed = await suppressedAmong(mail, valid);
  return people.map((person) =>
    person.reason === null && suppressed.has(suppressionKey(person.address))
      ? { ...person, reason: 'suppressed' }
      : person,
  );
}

function summaryOf(stored: readonly NewRecipient[]): RecipientsAdded {
  const leftOut: RecipientsAdded['leftOut'] = {};
  for (const { reason } of stored) if (reason !== null) leftOut[reason] = (leftOut[reason] ?? 0) + 1;
  return { added: stored.filter(({ reason }) => reason === null).length, leftOut };
}

function shown(state: (typeof SHOWN)[number] | null): WhereOptions {
  if (state === null) return {};
  if (state === 'unsubscribed') return { unsubscribedAt: { [Op.ne]: null } };
  return state === 'bounced' || state === 'answered' ? { outcome: state } : { state };
}

async function viewsOf(
  mail: MailContext,
  { accountId, collection }: CampaignRow,
  rows: readonly RecipientRow[],
): Promise<CampaignRecipientView[]> {
  const hashes = rows.flatMap(({ idHash, copyIdHash }) => copyIdHash ?? idHash ?? []);
  const copyOf = await copiesOf(mail, [accountId], hashes);
  return rows.map((row) => {
    const { id, name, address, recordKey, state, reason, outcome, sentAt } = row;
    const copy = copyOf(accountId, row.copyIdHash ?? row.idHash ?? '');
    return {
      ...{ id, name, address, state, reason, outcome },
      record: recordKey !== null && collection !== null ? { collection, id: recordKey } : null,
      unsubscribed: row.unsubscribedAt != null,
      sentAt: sentAt ? new Date(sentAt).toISOString() : null,
      ...{ messageId: copy?.id ?? null, folderId: copy?.folderId ?? null },
    };
  });
}
