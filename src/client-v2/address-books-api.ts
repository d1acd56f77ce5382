import type {
  AddressBook,
  AddressBookField,
  AddressBookSettings,
  BookEntry,
  SearchableBook,
} from '../common';
import type { Get, Post } from './call';

/** The calls for collections whose records are suggested as recipients. */
export const addressBookCalls = (get: Get, post: Post) => ({
  addressBooks: () => get<AddressBookSettings>('mailAddressBooks:get'),
  /** Fields of a collection that an address book can use. */
  addressBookFields: (collection: string) =>
    get<AddressBookField[]>('mailAddressBooks:fields', { collection }),
  saveAddressBooks: (books: readonly AddressBook[]) =>
    post<AddressBookSettings>('mailAddressBooks:save', { books }),
  /** The address books that the caller may search. */
  searchableBooks: () => get<SearchableBook[]>('mailAddressBooks:list'),
  searchBook: (collection: string, text: string, signal?: AbortSignal) =>
    get<BookEntry[]>('mailAddressBooks:search', { filterByTk: collection, text }, signal),
});
