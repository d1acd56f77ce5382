import type { Context } from '@nocobase/actions';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { accountIdsOf, findAccount, type AccountRow } from '../store/accounts';
import { findOwned, type OwnedCollection } from '../store/owned';
import { sameId } from '../store/rows';
import { callerOf } from './caller';

/** More ids than anybody selects; keeps one request from asking for everything at once. */
const MAX_IDS = 1000;

/** Which accounts a user may use: the own ones, among them the shared mailboxes that they added themselves. */
export function accessibleAccountIds(mail: MailContext, userId: Id): Promise<Id[]> {
  return accountIdsOf(mail, userId);
}

/** An id as a client may send it; anything else is refused before a database sees it. */
export function idOf(value: unknown): Id {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
  if (typeof value === 'string' && /^\d{1,19}$/.test(value)) return value;
  throw new MailError('not-found');
}

/** A list of ids without repetition. */
export function idsOf(value: unknown): Id[] {
  if (!Array.isArray(value) || value.length > MAX_IDS) throw new MailError('invalid-input');
  return [...new Map(value.map((id: unknown) => [String(id), idOf(id)])).values()];
}

/** The account, if the caller may use it; else `not-found`, as for one that does not exist. */
export async function ownAccount(mail: MailContext, http: Context, id: unknown): Promise<AccountRow> {
  const account = await findAccount(mail, idOf(id));
  const ids = await accessibleAccountIds(mail, callerOf(http));
  if (!account || !ids.some((own) => sameId(own, account.id))) throw new MailError('not-found');
  return account;
}

/** A row of the caller's own; else `not-found`. */
export async function ownRow<Row extends { id: Id }>(
  mail: MailContext,
  http: Context,
  collection: OwnedCollection,
  id: unknown,
): Promise<Row> {
  const [row] = await ownRows<Row>(mail, http, collection, [idOf(id)]);
  return row;
}

/** Rows of the caller's own, in the order of the ids; `not-found` if one of them is not. */
export async function ownRows<Row extends { id: Id }>(
  mail: MailContext,
  http: Context,
  collection: OwnedCollection,
  ids: unknown,
): Promise<Row[]> {
  const wanted = idsOf(ids);
  const userId = callerOf(http);
  const owner = { userId, accountIds: await accessibleAccountIds(mail, userId) };
  const found = await findOwned<Row>(mail, collection, wanted, owner);
  const rows = new Map(found.map((row) => [String(row.id), row]));
  return wanted.map((id) => {
    const row = rows.get(String(id));
    if (!row) throw new MailError('not-found');
    return row;
  });
}

/** The ids, if every one is a mail of the caller's. */
export async function ownMessages(mail: MailContext, http: Context, ids: unknown): Promise<Id[]> {
  return (await ownRows(mail, http, 'mailMessages', ids)).map((row) => row.id);
}
