import { Op, type Transaction, type WhereOptions } from 'sequelize';
import {
  MOST_CAMPAIGN_RECIPIENTS,
  type ErrorCode,
  type Id,
  type LeftOutReason,
  type RecipientOutcome,
  type RecipientState,
} from '../../../common';
import type { MailContext } from '../../context';
import { MailError } from '../../errors';
import { insertRows } from '../db/insertRows';
import { rowAs, rowsAs, table } from '../db/rows';
import { inTransaction } from '../db/transaction';
import { updateEach } from '../db/updateEach';

export interface RecipientRow {
  id: Id;
  campaignId: Id;
  accountId: Id;
  name: string;
  address: string;
  addressKey: string | null;
  recordKey: string | null;
  /** By variable; null until the bulk email is started. */
  texts: Record<string, string> | null;
  state: RecipientState;
  reason: ErrorCode | LeftOutReason | null;
  operationId: Id | null;
  idHash: string | null;
  copyIdHash: string | null;
  sentAt: Date | null;
  outcome: RecipientOutcome | null;
  unsubscribedAt: Date | null;
}

/** Somebody to be added; `reason` if they're only listed. */
export type NewRecipient = Pick<RecipientRow, 'name' | 'address' | 'recordKey'> & {
  reason: LeftOutReason | null;
};

/** Several times as many as may get it: lists contain duplicates. */
const MOST_LISTED = 4 * MOST_CAMPAIGN_RECIPIENTS;

/**
 * Adds people to a draft. Whoever is in it already is listed as a duplicate. Throws `too-many-recipients`, and adds
 * nobody then. Returns what was stored.
 */
export async function addRecipients(
  ctx: MailContext,
  { id: campaignId, accountId }: { id: Id; accountId: Id },
  people: readonly NewRecipient[],
): Promise<NewRecipient[]> {
  return inTransaction(ctx, async (transaction) => {
    const recipients = table(ctx, 'mailCampaignRecipients');
    // Two requests at once must not add the same address.
    await table(ctx, 'mailCampaigns').findByPk(campaignId, {
      attributes: ['id'],
      lock: transaction.LOCK.UPDATE,
      transaction,
    });
    const there = rowsAs<{ addressKey: string | null }>(
      await recipients.findAll({ where: { campaignId }, attributes: ['addressKey'], transaction, raw: true }),
    );
    const known = new Set(there.flatMap(({ addressKey }) => addressKey ?? []));
    const stored = people.map((person): NewRecipient => {
      const key = keyOf(person.address);
      if (person.reason !== null) return person;
      if (known.has(key)) return { ...person, reason: 'duplicate' };
      known.add(key);
      return person;
    });
    const tooMany = known.size > MOST_CAMPAIGN_RECIPIENTS || there.length + stored.length > MOST_LISTED;
    if (tooMany) throw new MailError('too-many-recipients', { params: { limit: MOST_CAMPAIGN_RECIPIENTS } });
    const rows = stored.map(({ name, address, recordKey, reason }) => ({
      id: ctx.app.snowflakeIdGenerator.generate(),
      ...{ campaignId, accountId, name, address, recordKey, reason },
      addressKey: reason === null ? keyOf(address) : null,
      state: reason === null ? 'waiting' : 'leftOut',
    }));
    await insertRows(ctx, 'mailCampaignRecipients', rows, transaction);
    return stored;
  });
}

export const keyOf = (address: string): string => address.toLowerCase();

/** Removes people from a draft; all if `ids` is null. */
export async function removeRecipients(
  ctx: MailContext,
  campaignId: Id,
  ids: readonly Id[] | null,
): Promise<void> {
  const where = { campaignId, ...(ids === null ? {} : { id: { [Op.in]: [...ids] } }) };
  await inTransaction(ctx, (transaction) =>
    table(ctx, 'mailCampaignRecipients').destroy({ where, transaction }),
  );
}

/** Recipients that match a condition, in the order in which they were added. `after`: only those behind that one. */
export async function findRecipients(
  ctx: MailContext,
  campaignId: Id,
  where: WhereOptions,
  { after = null, limit }: { after?: Id | null; limit: number },
): Promise<RecipientRow[]> {
  const behind = after === null ? {} : { id: { [Op.gt]: after } };
  const rows = await table(ctx, 'mailCampaignRecipients').findAll({
    where: { [Op.and]: [{ campaignId }, behind, where] },
    order: [['id', 'ASC']],
    limit,
  });
  return rowsAs<RecipientRow>(rows).map(complete);
}

/** How many of a campaign's messages are in the outbox, up to `most`. */
export async function countSending(ctx: MailContext, campaignId: Id, most: number): Promise<number> {
  const where = { campaignId, state: 'sending' };
  const rows = await table(ctx, 'mailCampaignRecipients').findAll({ where, attributes: ['id'], limit: most });
  return rows.length;
}

/** One of a campaign's; null if there is none. */
export async function findRecipient(ctx: MailContext, campaignId: Id, id: Id): Promise<RecipientRow | null> {
  const row = rowAs<RecipientRow>(
    await table(ctx, 'mailCampaignRecipients').findOne({ where: { campaignId, id } }),
  );
  return row && complete(row);
}

/** One of any campaign's; null if there is none. */
export async function findRecipientOf(ctx: MailContext, id: Id): Promise<RecipientRow | null> {
  const row = rowAs<RecipientRow>(await table(ctx, 'mailCampaignRecipients').findByPk(id));
  return row && complete(row);
}

/** Stores the values that the text needs, or why somebody is left out for lack of one. */
export async function saveTexts(
  ctx: MailContext,
  rows: ReadonlyArray<Pick<RecipientRow, 'id' | 'texts' | 'state' | 'reason'>>,
): Promise<void> {
  const values = rows.map(({ id, texts, state, reason }) => ({
    ...{ id, state, reason },
    texts: JSON.stringify(texts ?? {}),
  }));
  await inTransaction(ctx, (transaction) => updateEach(ctx, 'mailCampaignRecipients', values, transaction));
}

/** Changes recipients that match a condition. Returns how many there were. */
export async function updateRecipients(
  ctx: MailContext,
  where: WhereOptions,
  values: Partial<Omit<RecipientRow, 'id' | 'texts'>>,
  transaction?: Transaction,
): Promise<number> {
  const change = async (within: Transaction) => {
    const recipients = table(ctx, 'mailCampaignRecipients');
    const rows = await recipients.findAll({
      ...{ where, attributes: ['id'], lock: within.LOCK.UPDATE, transaction: within },
    });
    const id = { [Op.in]: rows.map((row) => row.get('id') as Id) };
    if (rows.length > 0) await recipients.update({ ...values }, { where: { id }, transaction: within });
    return rows.length;
  };
  return transaction ? change(transaction) : inTransaction(ctx, change);
}

/** Fills in what a database returns as null or as text. */
function complete(row: RecipientRow): RecipientRow {
  const texts: unknown = row.texts;
  return {
    ...row,
    ...{ name: row.name ?? '', address: row.address ?? '', reason: row.reason ?? null },
    texts: typeof texts === 'string' ? (JSON.parse(texts) as Record<string, string>) : null,
    ...{ outcome: row.outcome ?? null, operationId: row.operationId ?? null },
    ...{ idHash: row.idHash ?? null, copyIdHash: row.copyIdHash ?? null },
  };
}
