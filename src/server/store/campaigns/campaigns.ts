import { Op, type Transaction } from 'sequelize';
import {
  MOST_CAMPAIGNS,
  type CampaignInput,
  type CampaignState,
  type ErrorCode,
  type Id,
  type MissingValues,
} from '../../../common';
import type { MailContext } from '../../context';
import { MailError } from '../../errors';
import { lockUser } from '../db/lockUser';
import { rowAs, rowsAs, table } from '../db/rows';
import { fromStored, listIn } from '../db/stored';
import { inTransaction } from '../db/transaction';

/** What was decided, and read, when a bulk email was started. */
export interface StartedWith {
  missing: MissingValues;
  /** Where links for unsubscribing lead to, up to and including `=`; null for none. */
  unsubscribeUrl: string | null;
  /** The words of such a link. */
  unsubscribeWords: string;
  /** How dates are written. */
  language: string;
  timeZone: string;
  /** The writer's values as texts, by variable. */
  texts: Record<string, string>;
}

export interface CampaignRow extends CampaignInput {
  id: Id;
  userId: Id;
  state: CampaignState;
  reason: ErrorCode | null;
  collection: string | null;
  startedWith: StartedWith | null;
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
}

export type CampaignValues = Omit<CampaignInput, 'uploadIds'> & { uploadIds: Id[] };

/** Stores a new draft. Throws `campaigns-full` if its owner has too many. */
export async function createCampaign(
  ctx: MailContext,
  userId: Id,
  values: CampaignValues,
): Promise<CampaignRow> {
  return inTransaction(ctx, async (transaction) => {
    await lockUser(ctx, userId, transaction);
    const campaigns = table(ctx, 'mailCampaigns');
    if ((await campaigns.count({ where: { userId }, transaction })) >= MOST_CAMPAIGNS)
      throw new MailError('campaigns-full', { params: { limit: MOST_CAMPAIGNS } });
    return complete(
      rowAs<CampaignRow>(await campaigns.create({ userId, state: 'draft', ...values }, { transaction })),
    );
  });
}

/** The user's, newest first. */
export async function listCampaigns(ctx: MailContext, userId: Id): Promise<CampaignRow[]> {
  const rows = await table(ctx, 'mailCampaigns').findAll({
    where: { userId },
    attributes: { exclude: ['html', 'startedWith'] },
    order: [['id', 'DESC']],
  });
  return rowsAs<CampaignRow>(rows).map(complete);
}

/** Of any user; null if there is none. */
export async function findCampaign(
  ctx: MailContext,
  id: Id,
  transaction?: Transaction,
): Promise<CampaignRow | null> {
  const row = rowAs<CampaignRow>(await table(ctx, 'mailCampaigns').findByPk(id, { transaction }));
  return row && complete(row);
}

/** Ids of those that are being sent, of all users, oldest first. */
export async function runningCampaigns(ctx: MailContext): Promise<Id[]> {
  const rows = await table(ctx, 'mailCampaigns').findAll({
    where: { state: 'running' },
    attributes: ['id'],
    order: [['id', 'ASC']],
  });
  return rows.map((row) => row.get('id') as Id);
}

/** Changes one that is in one of these states. False if it's in another one by now. */
export async function updateCampaign(
  ctx: MailContext,
  id: Id,
  states: readonly CampaignState[],
  values: Partial<Omit<CampaignRow, 'id' | 'userId' | 'createdAt'>>,
  transaction?: Transaction,
): Promise<boolean> {
  const where = { id, state: { [Op.in]: [...states] } };
  const change = async (within: Transaction) => {
    const campaigns = table(ctx, 'mailCampaigns');
    const row = await campaigns.findOne({
      ...{ where, attributes: ['id'], lock: within.LOCK.UPDATE, transaction: within },
    });
    if (!row) return false;
    await campaigns.update({ ...values }, { where: { id }, transaction: within });
    return true;
  };
  return transaction ? change(transaction) : inTransaction(ctx, change);
}

/** Keeps one in its state until the transaction ends. False if it's in another one. */
export async function holdCampaign(
  ctx: MailContext,
  id: Id,
  state: CampaignState,
  transaction: Transaction,
): Promise<boolean> {
  const row = await table(ctx, 'mailCampaigns').findOne({
    ...{ where: { id, state }, attributes: ['id'], lock: transaction.LOCK.SHARE, transaction },
  });
  return row !== null;
}

/** Deletes one that is in one of these states, with its recipients. False if it's in another one. */
export async function destroyCampaign(
  ctx: MailContext,
  id: Id,
  states: readonly CampaignState[],
): Promise<boolean> {
  return inTransaction(ctx, async (transaction) => {
    const where = { id, state: { [Op.in]: [...states] } };
    if ((await table(ctx, 'mailCampaigns').destroy({ where, transaction })) === 0) return false;
    await table(ctx, 'mailCampaignRecipients').destroy({ where: { campaignId: id }, transaction });
    return true;
  });
}

/** Ids of the uploads that some bulk email has. */
export async function campaignUploads(ctx: MailContext): Promise<Id[]> {
  const rows = await table(ctx, 'mailCampaigns').findAll({ attributes: ['uploadIds'] });
  return rows.flatMap((row) => listIn<Id>(row.get('uploadIds')));
}

/** Fills in what a database returns as null or as text. */
function complete(row: CampaignRow): CampaignRow {
  return {
    ...row,
    ...{ subject: row.subject ?? '', html: row.html ?? '', language: row.language ?? '' },
    ...{ identityId: row.identityId ?? null, collection: row.collection ?? null, reason: row.reason ?? null },
    uploadIds: listIn(row.uploadIds),
    unsubscribe: Boolean(row.unsubscribe),
    startedWith: (fromStored(row.startedWith) as StartedWith | null | undefined) ?? null,
  };
}
