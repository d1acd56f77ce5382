import type { Context } from '@nocobase/actions';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { accountIdsOf, findAccount, type AccountRow } from '../store/accounts/accounts';
import { findOwned, type OwnedCollection } from '../store/rowSecurity/owned';
import { sameId } from '../store/db/rows';
import { callerOf } from './caller';

/** More ids than anyone selects; keeps a request from asking for everything at once. */
const MAX_IDS = 1000;

/** The accounts that a user may use: their own, including the shared mailboxes that they added. */
export function accessibleAccountIds(mail: MailContext, userId: Id): Promise<Id[]> {
  return accountIdsOf(mail, userId);
}

/** An id as a client may send it. Throws `not-found` for anything else, before it reaches a database. */
export function idOf(value: unknown): Id {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
  if (typeof value === 'string' && /^\d{1,19}$/.test(value)) return value;
  throw new MailError('not-found');
}

/** A list of ids without duplicates. */
export function idsOf(value: unknown): Id[] {
  if (!Array.isArray(value) || value.length > MAX_IDS) throw new MailError('invalid-input');
  return [...new Map(value.map((id: unknown) => [String(id), idOf(id)])).values()];
}

/** The account, if the caller may use it. Otherwise throws `not-found`, as for one that doesn't exist. */
export async function ownAccount(mail: MailContext, http: Context, id: unknown): Promise<AccountRow> {
  const account = await findAccount(mail, idOf(id));
  const ids = await accessibleAccountIds(mail, callerOf(http));
  if (!account || !ids.some((own) => sameId(own, account.id))) throw new MailError('not-found');
  return account;
}

/** A row that belongs to the caller. Otherwise throws `not-found`. */
export async function ownRow<Row extends { id: Id }>(
  mail: MailContext,
  http: Context,
  collection: OwnedCollection,
  id: unknown,
): Promise<Row> {
  const [row] = await ownRows<Row>(mail, http, collection, [idOf(id)]);
  return row;
}

/** Rows that belong to the caller, in the order of the ids. Throws `not-found` if one of them doesn't. */
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

/** The ids, if all of them are messages of the caller's. Otherwise throws `not-found`. */
export async function ownMessages(mail: MailContext, http: Context, ids: unknown): Promise<Id[]> {
  return (await ownRows(mail, http, 'mailMessages', ids)).map((row) => row.id);
}
