import { Op } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { rowsAs, table } from '../db/rows';

/**
 * Deletes drafts that nobody has changed since `before` and that are no longer needed: discarded, sent, or deleted from
 * the mailbox by another mail program.
 */
export async function sweepDrafts(ctx: MailContext, before: Date): Promise<void> {
  const drafts = table(ctx, 'mailDrafts');
  const old = { updatedAt: { [Op.lt]: before } };
  await drafts.destroy({
    where: {
      ...old,
      state: { [Op.in]: ['discarded', 'sent'] },
      folderId: null,
      appending: null,
      fileAt: null,
    },
  });
  const rows = rowsAs<Filed>(
    await drafts.findAll({
      where: { ...old, state: 'open', uid: { [Op.ne]: null } },
      attributes: ['id', 'version', 'filedVersion', 'folderId', 'uidValidity', 'uid'],
    }),
  );
  for (const row of rows) if (await isGone(ctx, row)) await drafts.destroy({ where: { id: row.id, ...old } });
}

interface Filed {
  id: Id;
  version: number;
  filedVersion: number | null;
  folderId: Id;
  uidValidity: string;
  uid: number;
}

/** Whether the mailbox had a complete copy and no longer has it. */
async function isGone(ctx: MailContext, row: Filed): Promise<boolean> {
  const { version, filedVersion, folderId, uidValidity, uid } = row;
  if (version !== filedVersion) return false;
  const attributes = ['leftOut', 'loadedFrom', 'syncedFrom'];
  const folder = await table(ctx, 'mailFolders').findByPk(folderId, { attributes });
  // A copy can only be missing from a folder that is loaded completely.
  if (!folder || folder.get('leftOut') || folder.get('syncedFrom') || Number(folder.get('loadedFrom')) !== 1)
    return false;
  return (await table(ctx, 'mailMessages').count({ where: { folderId, uidValidity, uid } })) === 0;
}
