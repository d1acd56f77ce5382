import { Op } from 'sequelize';
import type { CollectionName, Id } from '../../../common';
import type { MailContext } from '../../context';
import { rowsAs, table } from '../db/rows';

/** Collections whose rows belong to an account or, independent of one, to a user. */
export type OwnedCollection = Extract<
  CollectionName,
  | 'mailIdentities'
  | 'mailFolders'
  | 'mailMessages'
  | 'mailAddresses'
  | 'mailAttachments'
  | 'mailOperations'
  | 'mailUploads'
  | 'mailDrafts'
  | 'mailTemplates'
  | 'mailGrants'
  | 'mailGroups'
  | 'mailLabels'
  | 'mailTodos'
  | 'mailNotes'
  | 'mailCampaigns'
>;

/** Those whose rows belong to a user. */
const OF_USERS: readonly OwnedCollection[] = ['mailUploads', 'mailTemplates', 'mailGroups', 'mailLabels'];
/** What somebody is writing, or wants to be reminded of, is theirs alone, even if others may use the account. */
const OF_WRITERS: readonly OwnedCollection[] = ['mailDrafts', 'mailTodos', 'mailNotes', 'mailCampaigns'];

/** The owner whose rows may be found. */
export interface Owner {
  userId: Id;
  accountIds: readonly Id[];
}

/** The rows with these ids that belong to the owner, in any order. */
export async function findOwned<Row extends { id: Id }>(
  ctx: MailContext,
  collection: OwnedCollection,
  ids: readonly Id[],
  { userId, accountIds }: Owner,
): Promise<Row[]> {
  const ofUser = OF_USERS.includes(collection) ? { userId } : null;
  const owner = ofUser ?? {
    accountId: { [Op.in]: [...accountIds] },
    ...(OF_WRITERS.includes(collection) ? { userId } : {}),
  };
  const rows = await table(ctx, collection).findAll({ where: { id: { [Op.in]: [...ids] }, ...owner } });
  return rowsAs<Row>(rows);
}
