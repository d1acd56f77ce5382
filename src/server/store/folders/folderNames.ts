import { Op } from 'sequelize';
import type { FolderRole, Id } from '../../../common';
import type { MailContext } from '../../context';
import { table } from '../db/rows';

/** Names that people use for a folder's role; a role may have several. */
export type RoleNames = Partial<Record<FolderRole, readonly string[]>>;

/** Finds the folders of these accounts that a name refers to: by role, by name, or by whole path. */
export async function foldersNamed(
  ctx: MailContext,
  accountIds: readonly Id[],
  name: string,
  roleNames: RoleNames,
): Promise<Id[]> {
  const wanted = name.trim().toLowerCase();
  const roles = Object.entries(roleNames)
    .filter(([role, names]) => role === wanted || names.some((known) => known.toLowerCase() === wanted))
    .map(([role]) => role);
  const rows = await table(ctx, 'mailFolders').findAll({
    where: { accountId: { [Op.in]: [...accountIds] } },
    attributes: ['id', 'name', 'path', 'role'],
  });
  return rows
    .filter((row) => {
      const text = (field: string) => ((row.get(field) as string | null) ?? '').toLowerCase();
      return roles.includes(text('role')) || text('name') === wanted || text('path') === wanted;
    })
    .map((row) => row.get('id') as Id);
}

/** The folders with certain roles in these accounts, e.g. every Inbox. */
export async function foldersFor(
  ctx: MailContext,
  accountIds: readonly Id[],
  roles: readonly string[],
): Promise<Id[]> {
  const where = { accountId: { [Op.in]: [...accountIds] }, role: { [Op.in]: [...roles] } };
  const rows = await table(ctx, 'mailFolders').findAll({ where, attributes: ['id'] });
  return rows.map((row) => row.get('id') as Id);
}

/** Each account's Inbox, by the account's id. */
export async function findInboxes(ctx: MailContext, accountIds: readonly Id[]): Promise<Map<string, Id>> {
  const where = { accountId: { [Op.in]: [...accountIds] }, role: 'inbox' };
  const rows = await table(ctx, 'mailFolders').findAll({ where, attributes: ['id', 'accountId'] });
  return new Map(rows.map((row) => [String(row.get('accountId')), row.get('id') as Id]));
}
