import { Op } from 'sequelize';
import type { AddressBook } from '../../../common';
import type { MailContext } from '../../context';
import { insertRows } from '../db/insertRows';
import { rowAs, rowsAs, table } from '../db/rows';
import { textsIn } from '../db/stored';
import { inTransaction } from '../db/transaction';

/** All address books, in the order in which they're suggested. */
export async function listAddressBooks(ctx: MailContext): Promise<AddressBook[]> {
  const rows = await table(ctx, 'mailAddressBooks').findAll({ order: [['position', 'ASC']] });
  return rowsAs<AddressBook>(rows).map(complete);
}

/** The address book of a collection; null if there is none. */
export async function findAddressBook(ctx: MailContext, collection: string): Promise<AddressBook | null> {
  const row = rowAs<AddressBook>(await table(ctx, 'mailAddressBooks').findByPk(collection));
  return row && complete(row);
}

/** Stores the address books in this order, and removes all others. */
export async function saveAddressBooks(ctx: MailContext, books: readonly AddressBook[]): Promise<void> {
  await inTransaction(ctx, async (transaction) => {
    const kept = books.map(({ collection }) => collection);
    const where = kept.length > 0 ? { collection: { [Op.notIn]: kept } } : {};
    await table(ctx, 'mailAddressBooks').destroy({ where, transaction });
    const rows = books.map(({ collection, enabled, ...book }, position) => ({
      ...{ position, enabled, collection },
      ...{ names: book.names, emails: book.emails, detail: book.detail, shown: book.shown, page: book.page },
    }));
    await insertRows(ctx, 'mailAddressBooks', rows, transaction, {
      keys: ['collection'],
      update: ['position', 'enabled', 'names', 'emails', 'detail', 'shown', 'page', 'updatedAt'],
    });
  });
}

function complete({ enabled, collection, ...book }: AddressBook): AddressBook {
  return {
    ...{ enabled: Boolean(enabled), collection, detail: book.detail ?? null, page: book.page ?? null },
    ...{ names: textsIn(book.names), emails: textsIn(book.emails), shown: textsIn(book.shown) },
  };
}
