import type { Context } from '@nocobase/actions';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { pushHint } from '../push';
import { wake } from '../store/accounts';
import { askRetry, countSetAside, pageSetAside } from '../store/setAside';
import { accessibleAccountIds, ownAccount, ownRows } from './access';
import type { ActionTable } from './action';
import { callerOf } from './caller';
import { beforeOf, limitOf, writeCursor } from './listCursor';

/** Mails that could not be read: which, why, and once more. */
export const setAsideActions: ActionTable = {
  /** How many there are in each of the caller's accounts that has some. */
  'mailMessages:countSetAside': async (mail, http) => {
    const counts = await countSetAside(mail, await accessibleAccountIds(mail, callerOf(http)));
    http.body = [...counts].map(([accountId, reasons]) => ({
      accountId,
      count: Object.values(reasons).reduce((sum, count) => sum + count, 0),
    }));
  },

  'mailMessages:listSetAside': async (mail, http) => {
    const { accountId, before, limit } = http.action.params as Record<string, unknown>;
    const { id } = await ownAccount(mail, http, accountId);
    const { rows, next } = await pageSetAside(mail, id, { limit: limitOf(limit), before: beforeOf(before) });
    http.set('Cache-Control', 'no-store');
    http.body = { rows, next: next && writeCursor(next) };
  },

  /** All of an account, or some mails. The accounts' next turns read them; hints tell what came of it. */
  'mailMessages:retrySetAside': async (mail, http) => {
    // A link or a picture on another page must not be able to do it.
    if (http.method !== 'POST') throw new MailError('invalid-input');
    const { accountId, ids } = (http.action.params.values ?? {}) as Record<string, unknown>;
    let count = 0;
    for (const [id, some] of await wanted(mail, http, accountId, ids)) {
      const asked = await askRetry(mail, id, some);
      if (asked === 0) continue;
      count += asked;
      pushHint(mail, callerOf(http), { accountId: id, folderIds: [], what: ['messages'] });
      await wake(mail, id);
    }
    http.body = { count };
  },
};

/** Accounts, and which of their mails; null for all. */
async function wanted(
  mail: MailContext,
  http: Context,
  accountId: unknown,
  ids: unknown,
): Promise<Map<Id, Id[] | null>> {
  if (ids === undefined) return new Map([[(await ownAccount(mail, http, accountId)).id, null]]);
  const rows = await ownRows<{ id: Id; accountId: Id }>(mail, http, 'mailMessages', ids);
  const accounts = new Map<Id, Id[]>();
  for (const row of rows) accounts.set(row.accountId, [...(accounts.get(row.accountId) ?? []), row.id]);
  return accounts;
}
