import type { Context } from '@nocobase/actions';
import {
  MOST_SHOWN_RECORDS,
  pageOfRecord,
  type AddressBook,
  type FoundRecord,
  type RecordKey,
  type RecordView,
} from '../../common';
import type { MailContext } from '../context';
import { causeText } from '../errors';
import {
  collectionTitles,
  readRecords,
  titlePaths,
  visibleKeys,
  type FoundValue,
  type FoundValues,
} from '../host';
import { isOutage } from '../store/db/outage';
import { listAddressBooks } from '../store/accounts/addressBooks';
import { valueText, type Style } from '../templates/valueText';
import { asCaller } from './asCaller';
import { isOurs } from './paths';
import { textStyle } from './textStyle';

/** Characters of a title or value that are shown; there is room for a few lines. */
const LONGEST_SHOWN = 500;

/** What an administrator has chosen for a collection; undefined for nothing. */
export type BookOf = (collection: string) => AddressBook | undefined;

export async function bookOf(mail: MailContext): Promise<BookOf> {
  const books = new Map((await listAddressBooks(mail)).map((book) => [book.collection, book]));
  return (collection) => books.get(collection);
}

/** Which fields name a collection's records, and what is shown beside that. */
interface Paths {
  titles: string[];
  shown: string[];
}

/**
 * Records as they're shown beside a message, in their order. Each is read under the caller's permissions; what they may
 * not see has no title.
 */
export async function viewRecords<T extends RecordKey>(
  mail: MailContext,
  http: Context,
  records: readonly T[],
  zone: string | undefined,
): Promise<Array<T & RecordView>> {
  const style = textStyle(http, null, zone);
  const books = await bookOf(mail);
  const titles = await collectionTitles(mail);
  const shown = records.slice(0, MOST_SHOWN_RECORDS);
  const found = new Map<string, Map<string, Pick<RecordView, 'title' | 'fields'>>>();
  for (const collection of new Set(shown.map((record) => record.collection))) {
    const keys = shown.flatMap((record) => (record.collection === collection ? [record.recordKey] : []));
    found.set(collection, await describe(mail, http, collection, keys, books(collection), style));
  }
  return shown.map((record) => {
    const { collection, recordKey } = record;
    const page = books(collection)?.page ?? null;
    const known = found.get(collection)?.get(recordKey);
    return {
      ...record,
      collectionTitle: titles.get(collection) ?? collection,
      title: known?.title ?? null,
      fields: known?.fields ?? [],
      page: known && page !== null ? pageOfRecord(page, recordKey) : null,
    };
  });
}

/** The same for the records that a search has found. */
export async function nameRecords(
  mail: MailContext,
  http: Context,
  collection: string,
  book: AddressBook | undefined,
  keys: readonly string[],
): Promise<FoundRecord[]> {
  const only = book && {
    ...book,
    shown: [book.detail ?? book.emails[0]].filter((path) => path !== undefined),
  };
  const found = await describe(mail, http, collection, keys, only, textStyle(http, null, undefined));
  return keys.flatMap((recordKey) => {
    const known = found.get(recordKey);
    return known
      ? [{ collection, recordKey, title: known.title ?? '', detail: known.fields[0]?.value ?? '' }]
      : [];
  });
}

/** Titles and fields of those of the records that the caller may view. A failure shows none; its cause is logged. */
async function describe(
  mail: MailContext,
  http: Context,
  collection: string,
  keys: readonly string[],
  book: AddressBook | undefined,
  style: Style,
): Promise<Map<string, Pick<RecordView, 'title' | 'fields'>>> {
  if (isOurs(collection)) return new Map();
  try {
    return await asCaller(mail, http, async () => {
      const visible = await visibleKeys(mail, http, collection, keys);
      const paths = {
        titles: await titlePaths(mail, http, collection, book?.names ?? []),
        shown: (book?.shown ?? []).filter((path) => !leadsIntoMail(mail, collection, path)),
      };
      const all = [...new Set([...paths.titles, ...paths.shown])];
      const values = await readRecords(mail, http, collection, visible, all);
      return new Map(visible.map((key) => [key, asShown(key, values.get(key), paths, style)]));
    });
  } catch (error) {
    if (isOutage(error)) throw error;
    mail.log.warn('mail: records could not be read for a message', { collection, cause: causeText(error) });
    return new Map();
  }
}

/** What an association that was added later leads to may be somebody's email. */
function leadsIntoMail({ app }: MailContext, collection: string, path: string): boolean {
  const [name = ''] = path.split('.');
  const field = app.db.collections.get(collection)?.getField(name)?.options as
    { target?: string } | undefined;
  return isOurs(field?.target ?? '');
}

function asShown(
  key: string,
  values: FoundValues | undefined,
  paths: Paths,
  style: Style,
): Pick<RecordView, 'title' | 'fields'> {
  const textOf = (found: FoundValue | undefined) => (found ? line(valueText(found, style)) : '');
  const title = paths.titles.map((path) => textOf(values?.get(path))).filter(Boolean);
  const fields = paths.shown.flatMap((path) => {
    const found = values?.get(path);
    const value = textOf(found);
    if (!found || value === '') return [];
    return [{ titles: [found.field.uiSchema?.title ?? found.field.name], value }];
  });
  return { title: cut(title.join(' ')) || `#${key}`, fields };
}

const line = (text: string): string => cut(text.replaceAll(/\s+/g, ' ').trim());
const cut = (text: string): string =>
  text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN).toWellFormed()}…` : text;
