import type { Context } from '@nocobase/actions';
import { z } from 'zod';
import {
  MOST_ADDRESS_BOOKS,
  MOST_SHOWN_FIELDS,
  readRecordPage,
  type AddressBook,
  type AddressBookField,
  type AddressBookSettings,
  type AddressBookView,
  type BookEntry,
  type SearchableBook,
} from '../../common';
import { perProcess } from '../appState';
import type { MailContext } from '../context';
import { causeText, MailError } from '../errors';
import {
  canFindPeople,
  collectionTitles,
  findPeople,
  holdsText,
  missingIn,
  toOneFields,
  textFields,
  viewableCollections,
  type HostField,
} from '../host';
import { findAddressBook, listAddressBooks, saveAddressBooks } from '../store/accounts/addressBooks';
import { restrictTo } from '../store/rowSecurity/rowSecurity';
import { viewerOf } from './access';
import { change, read, type ActionTable } from './action';
import { fault, LONGEST_ADDRESS, text } from './parameters';
import { isOurs } from './paths';

/** Entries of one answer. */
const MOST_ENTRIES = 10;
/** Fields that make a name, or contain an address. */
const MOST_FIELDS = 5;
/** Characters of a page's address. */
const LONGEST_PAGE = 1000;
/** Searches of one address book at a time; while so many are running, there are no suggestions from it. */
const AT_ONCE = 4;

const fieldName = text(255);
const BOOK = z.object({
  enabled: z.boolean(),
  collection: text(255),
  names: z.array(fieldName).max(MOST_FIELDS),
  emails: z.array(fieldName).min(1).max(MOST_FIELDS),
  detail: fieldName.nullish().transform((path) => path || null),
  shown: z.array(fieldName).max(MOST_SHOWN_FIELDS).default([]),
  page: text(LONGEST_PAGE)
    .nullish()
    .transform((written) => written || null)
    .refine((written) => written === null || readRecordPage(written) !== null, fault({ context: 'value' })),
});

/** The host's own users, as they're offered until an administrator has saved something else. */
const USERS: AddressBook = {
  ...{ enabled: false, collection: 'users', names: ['nickname'], emails: ['email'], detail: null },
  ...{ shown: [], page: null },
};

/** Collections whose records are suggested as recipients: what is chosen, and searching them. */
export const addressBookActions: ActionTable = {
  'mailAddressBooks:get': read({}, async (mail, http) => {
    http.body = await settingsOf(mail, http);
  }),

  /** What can be chosen of a collection. */
  'mailAddressBooks:fields': read({ collection: text(255) }, async (mail, http, { collection }) => {
    http.body = (
      isOurs(collection) ? [] : await choices(mail, http, collection)
    ) satisfies AddressBookField[];
  }),

  'mailAddressBooks:save': change(
    { values: z.object({ books: z.array(BOOK).max(MOST_ADDRESS_BOOKS) }) },
    async (mail, http, { values: { books } }) => {
      if (new Set(books.map(({ collection }) => collection)).size < books.length) refuse('collection');
      const stored = await listAddressBooks(mail);
      for (const book of books) {
        if (isOurs(book.collection)) refuse('collection');
        // What was named earlier may stay, even if its collection is gone by now.
        const before = stored.find(({ collection }) => collection === book.collection);
        if (!before || namedIn(before) !== namedIn(book)) await checkChoice(mail, http, book);
      }
      await saveAddressBooks(mail, books);
      http.body = await settingsOf(mail, http);
    },
  ),

  /** The address books that the caller may search. */
  'mailAddressBooks:list': read({}, async (mail, http) => {
    const titles = await collectionTitles(mail);
    const open: SearchableBook[] = [];
    for (const book of await listAddressBooks(mail)) {
      const { collection } = book;
      if (!isSearched(mail, book) || !(await canFindPeople(mail, http, book))) continue;
      open.push({ collection, title: titles.get(collection) ?? collection });
    }
    http.body = open;
  }),

  /** Searches one of them under the caller's permissions. A failure means no suggestions; its cause is logged. */
  'mailAddressBooks:search': read(
    { filterByTk: text(255), text: text(LONGEST_ADDRESS) },
    async (mail, http, { filterByTk, text: typed }) => {
      const book = await findAddressBook(mail, filterByTk);
      if (!book || !isSearched(mail, book)) throw new MailError('not-found');
      http.body = await search(mail, http, book, typed);
    },
  ),
};

/** How many searches of each collection are running. */
const running = perProcess('bookSearches', () => new Map<string, number>());

/**
 * Each address book has its own request, so a slow one delays no other; and if its searches pile up, it's left alone
 * until they're done.
 */
async function search(
  mail: MailContext,
  http: Context,
  book: AddressBook,
  typed: string,
): Promise<BookEntry[]> {
  const searches = running();
  const key = `${mail.app.name} ${book.collection}`;
  const already = searches.get(key) ?? 0;
  if (already >= AT_ONCE) return [];
  searches.set(key, already + 1);
  try {
    // The collection may be a view or SQL that leads into mail, where the caller sees only their own.
    return await restrictTo(mail, viewerOf(mail, http), async (limits) => {
      try {
        return (await findPeople(mail, http, book, typed, MOST_ENTRIES)).slice(0, MOST_ENTRIES);
      } finally {
        limits.over = true;
      }
    });
  } catch (error) {
    mail.log.warn('mail: an address book could not be searched', {
      collection: book.collection,
      cause: causeText(error),
    });
    return [];
  } finally {
    const left = (searches.get(key) ?? 1) - 1;
    if (left > 0) searches.set(key, left);
    else searches.delete(key);
  }
}

/** Whether it's switched on and everything that it names still exists. */
const isSearched = (mail: MailContext, book: AddressBook): boolean =>
  book.enabled && !isOurs(book.collection) && missingIn(mail, book).length === 0;

async function settingsOf(mail: MailContext, http: Context): Promise<AddressBookSettings> {
  const titles = await collectionTitles(mail);
  const viewOf = (book: AddressBook): AddressBookView => ({
    ...book,
    title: titles.get(book.collection) ?? book.collection,
    gone: missingIn(mail, book),
  });
  const stored = await listAddressBooks(mail);
  const hasUsers = stored.some(({ collection }) => collection === USERS.collection);
  const collections = await viewableCollections(mail, http);
  return {
    books: [...(hasUsers ? [] : [USERS]), ...stored].map(viewOf),
    collections: collections.filter(({ name }) => !isOurs(name)),
  };
}

/** Fields of a collection and of the records that its associations lead to, as far as the caller may see them. */
async function choices(mail: MailContext, http: Context, collection: string): Promise<AddressBookField[]> {
  const associations = await toOneFields(mail, http, collection);
  const keys = new Set(associations.map(({ foreignKey }) => foreignKey));
  const own = (await textFields(mail, http, collection))
    .filter(({ name }) => !keys.has(name))
    .map((field) => choiceOf(field));
  const led = await Promise.all(
    associations
      .filter(({ target = '' }) => !isOurs(target))
      .map(async (field) =>
        (await textFields(mail, http, field.target ?? ''))
          .filter(holdsText)
          .map((inner) => choiceOf(inner, field)),
      ),
  );
  return [...own, ...led.flat()];
}

function choiceOf(field: HostField, through?: HostField): AddressBookField {
  const titleOf = ({ name, uiSchema }: HostField) => uiSchema?.title ?? name;
  return {
    path: [...(through ? [through.name] : []), field.name].join('.'),
    titles: [...(through ? [titleOf(through)] : []), titleOf(field)],
    isEmail: field.interface === 'email' && !through,
    isText: holdsText(field),
  };
}

/** Refuses fields that the caller can't choose. */
async function checkChoice(
  mail: MailContext,
  http: Context,
  { collection, names, emails, detail, shown }: AddressBook,
): Promise<void> {
  const all = await choices(mail, http, collection);
  const paths = new Set(all.flatMap(({ path, isText }) => (isText ? [path] : [])));
  if (paths.size === 0) refuse('collection');
  const plain = (name: string) => !name.includes('.') && paths.has(name);
  if (!names.every(plain)) refuse('names');
  if (!emails.every(plain)) refuse('emails');
  if (detail !== null && !paths.has(detail)) refuse('detail');
  if (!shown.every((path) => all.some((choice) => choice.path === path))) refuse('shown');
}

const namedIn = ({ names, emails, detail, shown }: AddressBook): string =>
  JSON.stringify([names, emails, detail, shown]);

function refuse(field: string): never {
  throw new MailError('invalid-input', { params: { field } });
}
