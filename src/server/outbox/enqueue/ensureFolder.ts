import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { MailError } from '../../errors';
import { listFolderRows } from '../../store/folders/folders';
import { createLocalFolder } from '../../store/folders/localFolders';
import type { CreateFolderPayload } from '../changes/createFolder';
import { enqueueChange } from './enqueueChange';

/** The names that Exchange and Outlook use, by which the folders are recognized later. */
const NAMES = {
  archive: 'Archive',
  junk: 'Junk Email',
  trash: 'Deleted Items',
  drafts: 'Drafts',
  inbox: null,
} as const;

/** The account's folder for this role. Creates it if the server has none; throws `folder-gone` if it can't. */
export async function ensureFolder(
  ctx: MailContext,
  userId: Id,
  accountId: Id,
  role: keyof typeof NAMES,
): Promise<Id> {
  const existing = () => findFor(ctx, accountId, role);
  const found = await existing();
  if (found !== null) return found;
  const name = NAMES[role];
  if (name === null) throw new MailError('folder-gone');
  try {
    await enqueueChange(ctx, userId, accountId, 'createFolder', async (transaction) => {
      const rows = await listFolderRows(ctx, accountId, transaction);
      if (rows.some((row) => row.role === role || row.path === name)) return null;
      const delimiter = rows[0]?.delimiter ?? '/';
      const facts = { path: name, name, parentPath: null, delimiter, role, selectable: true };
      const folderId = await createLocalFolder(ctx, accountId, facts, transaction);
      return { messages: [], folderId, parentId: null } satisfies CreateFolderPayload;
    });
  } catch (error) {
    // A second click at the same time has created it.
    if ((await existing()) === null) throw error;
  }
  const made = await existing();
  if (made === null) throw new MailError('folder-gone');
  return made;
}

/** Finds the folder by role, else by name: one with that name needn't be created. */
async function findFor(ctx: MailContext, accountId: Id, role: keyof typeof NAMES): Promise<Id | null> {
  const rows = (await listFolderRows(ctx, accountId)).filter(({ selectable }) => selectable);
  const found = rows.find((folder) => folder.role === role) ?? rows.find(({ path }) => path === NAMES[role]);
  return found?.id ?? null;
}
