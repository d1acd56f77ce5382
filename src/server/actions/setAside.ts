import type { Context } from '@nocobase/actions';
import { z } from 'zod';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { pushHint } from '../push';
import { wake } from '../store/accounts/accounts';
import { askRetry, countSetAside, pageSetAside } from '../store/messages/unreadable';
import { accessibleAccountIds, ownAccount, ownRows } from './access';
import { change, read, type ActionTable } from './action';
import { callerOf } from './caller';
import { writeCursor } from './listCursor';
import { before, limit, rowId, rowIds } from './parameters';

const WHICH = z.union([z.object({ ids: rowIds }), z.object({ accountId: rowId })]);

/** Messages that couldn't be read: which ones, why, and trying them again. */
export const setAsideActions: ActionTable = {
  /** Their number in each of the caller's accounts that has some. */
  'mailMessages:countSetAside': read({}, async (mail, http) => {
    const counts = await countSetAside(mail, await accessibleAccountIds(mail, callerOf(http)));
    http.body = [...counts].map(([accountId, reasons]) => ({
      accountId,
      count: Object.values(reasons).reduce((sum, count) => sum + count, 0),
    }));
  }),

  'mailMessages:listSetAside': read({ accountId: rowId, before, limit }, async (mail, http, input) => {
    const { accountId, ...where } = input;
    const { id } = await ownAccount(mail, http, accountId);
    const { rows, next } = await pageSetAside(mail, id, where);
    http.set('Cache-Control', 'no-store');
    http.body = { rows, next: next && writeCursor(next) };
  }),

  /** Retries all of an account, or some messages. The accounts' next turns read them, and hints report the result. */
  'mailMessages:retrySetAside': change({ values: WHICH }, async (mail, http, { values }) => {
    let count = 0;
    for (const [id, some] of await wanted(mail, http, values)) {
      const asked = await askRetry(mail, id, some);
      if (asked === 0) continue;
      count += asked;
      pushHint(mail, callerOf(http), { accountId: id, folderIds: [], what: ['messages'] });
      await wake(mail, id);
    }
    http.body = { count };
  }),
};

/** The accounts, and which of their messages; null for all. */
async function wanted(
  mail: MailContext,
  http: Context,
  which: z.output<typeof WHICH>,
): Promise<Map<Id, Id[] | null>> {
  if ('accountId' in which) return new Map([[(await ownAccount(mail, http, which.accountId)).id, null]]);
  const rows = await ownRows<{ id: Id; accountId: Id }>(mail, http, 'mailMessages', which.ids);
  const accounts = new Map<Id, Id[]>();
  for (const row of rows) accounts.set(row.accountId, [...(accounts.get(row.accountId) ?? []), row.id]);
  return accounts;
}
