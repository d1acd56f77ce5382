import type { MailAddress } from './types';

/** Maximum number of collections that are searched for recipients. */
export const MOST_ADDRESS_BOOKS = 8;

/** A collection whose records are suggested as recipients. */
export interface AddressBook {
  enabled: boolean;
  collection: string;
  /** Fields that together make the person's name. */
  names: string[];
  /** Fields that contain an address. */
  emails: string[];
  /** A field, or one of the record that an association leads to (`company.name`); null for none. */
  detail: string | null;
  /** Fields that are shown of a record beside a message, in this order; paths as for `detail`. */
  shown: string[];
  /** Where a record is shown in this app: the address of one record's pop-up (common/recordLinks.ts); null for nowhere. */
  page: string | null;
}

/** What an administrator sees of it. */
export interface AddressBookView extends AddressBook {
  /** The host's title of the collection, to be translated by the host; its name if it has none. */
  title: string;
  /** What doesn't exist any more: the collection's name, or names of fields. Nothing is suggested without them. */
  gone: string[];
}

export interface AddressBookSettings {
  books: AddressBookView[];
  /** Collections that the caller may choose. */
  collections: Array<{ name: string; title: string }>;
}

/** A field that may be chosen. Titles are to be translated by the host. */
export interface AddressBookField {
  path: string;
  /** Of the association, if there is one, and of the field. */
  titles: string[];
  /** Whether its interface is an email address. */
  isEmail: boolean;
  /** Whether it contains text; other fields can only be shown beside a message. */
  isText: boolean;
}

/** An address book that the caller may search. */
export interface SearchableBook {
  collection: string;
  title: string;
}

/** A recipient found in an address book. */
export interface BookEntry extends MailAddress {
  /** A second line; '' for none. */
  detail: string;
}
