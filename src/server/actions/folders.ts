import { MailError } from '../errors';
import {
  enqueueCreateFolder,
  enqueueEmptyFolder,
  enqueueReadFolder,
  enqueueRemoveFolder,
  enqueueRenameFolder,
} from '../outbox';
import type { FolderRow } from '../store/folders';
import { sameId } from '../store/rows';
import { ownAccount, ownRow } from './access';
import type { Context } from '@nocobase/actions';
import type { MailContext } from '../context';
import type { ActionTable } from './action';
import { callerOf } from './caller';

/** What can be done with folders: shown at once, carried out by the next turn. */
export const folderActions: ActionTable = {
  'mailFolders:create': async (mail, http) => {
    const { accountId, parentId, name } = (http.action.params.values ?? {}) as Record<string, unknown>;
    const account = await ownAccount(mail, http, accountId);
    const parent = parentId == null ? null : await ownRow<FolderRow>(mail, http, 'mailFolders', parentId);
    if (parent && !sameId(parent.accountId, account.id)) throw new MailError('not-found');
    const id = await enqueueCreateFolder(mail, callerOf(http), account.id, parent?.id ?? null, nameOf(name));
    http.body = { id };
  },

  'mailFolders:rename': async (mail, http) => {
    const { name } = (http.action.params.values ?? {}) as Record<string, unknown>;
    await enqueueRenameFolder(mail, callerOf(http), await ownFolder(mail, http), nameOf(name));
    http.body = {};
  },

  'mailFolders:remove': async (mail, http) => {
    await enqueueRemoveFolder(mail, callerOf(http), await ownFolder(mail, http));
    http.body = {};
  },

  'mailFolders:empty': async (mail, http) => {
    await enqueueEmptyFolder(mail, callerOf(http), await ownFolder(mail, http));
    http.body = {};
  },

  'mailFolders:markRead': async (mail, http) => {
    await enqueueReadFolder(mail, callerOf(http), await ownFolder(mail, http));
    http.body = {};
  },
};

const ownFolder = (mail: MailContext, http: Context): Promise<FolderRow> =>
  ownRow<FolderRow>(mail, http, 'mailFolders', http.action.params.filterByTk);

/** White space at its ends is a slip. */
const nameOf = (name: unknown): string => (typeof name === 'string' ? name.trim() : '');
