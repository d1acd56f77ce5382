import { foldersFor } from '../store/folderNames';
import type { FolderRow } from '../store/folders';
import { leftOutFolders } from '../store/syncOptions';
import { pageThreads } from '../store/threadPage';
import { ownAccount, ownRow } from './access';
import type { ActionTable } from './action';
import { beforeOf, limitOf, writeCursor } from './listCursor';

/** Not among all mail, as everywhere. */
const ELSEWHERE = ['trash', 'junk'] as const;

export const threadActions: ActionTable = {
  /** Conversations of a folder, or of an account but for trash and junk, newest first, page by page. */
  'mailThreads:page': async (mail, http) => {
    const { folderId, accountId, unread, before, limit } = http.action.params as Record<string, unknown>;
    const folder = folderId == null ? null : await ownRow<FolderRow>(mail, http, 'mailFolders', folderId);
    const account = folder ? folder.accountId : (await ownAccount(mail, http, accountId)).id;
    const elsewhere = folder ? [] : await foldersFor(mail, [account], ELSEWHERE);
    const { rows, next } = await pageThreads(mail, {
      accountId: account,
      folderId: folder?.id ?? null,
      without: [...elsewhere, ...(await leftOutFolders(mail, [account]))],
      unread: unread === true || unread === 'true',
      before: beforeOf(before),
      limit: limitOf(limit),
    });
    http.set('Cache-Control', 'no-store');
    http.body = { rows, next: next && writeCursor(next) };
  },
};
