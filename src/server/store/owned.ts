import { Op } from 'sequelize';
import type { CollectionName, Id } from '../../common';
import type { MailContext } from '../context';
import { table } from './rows';

/** Collections whose rows belong to an account or, before they go with a mail, to a user. */
export type OwnedCollection = Extract<
  CollectionName,
  | 'mailIdentities'
  | 'mailFolders'
  | 'mailMessages'
  | 'mailAddresses'
  | 'mailAttachments'
  | 'mailOperations'
  | 'mailUploads'
>;

/** Whose rows may be found. */
export interface Owner {
  userId: Id;
  accountIds: readonly Id[];
}

/** Those of the rows that belong to the owner, in any order. */
export async function findOwned<Row extends { id: Id }>(
  ctx: MailContext,
  collection: OwnedCollection,
  ids: readonly Id[],
  { userId, accountIds }: Owner,
): Promise<Row[]> {
  const owner = collection === 'mailUploads' ? { userId } : { accountId: { [Op.in]: [...accountIds] } };
  const rows = await table(ctx, collection).findAll({ where: { id: { [Op.in]: [...ids] }, ...owner } });
  return rows.map((row) => row.get({ plain: true }) as unknown as Row);
}
