import type { Id } from './types';

/** Maximum number of records that a request links messages to, or unlinks them from. */
export const MOST_LINKS_AT_ONCE = 20;
/** Maximum number of linked or matching records that are shown beside a message. */
export const MOST_SHOWN_RECORDS = 50;
/** Maximum number of fields that are shown of a record. */
export const MOST_SHOWN_FIELDS = 5;
/** Maximum characters of a collection's name, and of a record's key, in a link. */
export const LONGEST_RECORD_PART = 150;

/** How a link came about: somebody made it, a message was written from the record, or an address matched. */
export const LINK_ORIGINS = ['hand', 'answer', 'rule'] as const;
export type LinkOrigin = (typeof LINK_ORIGINS)[number];

/** A record of the app's own database, by the value that its collection finds records by. */
export interface RecordKey {
  collection: string;
  recordKey: string;
}

/** Which records to link messages to, and from which to unlink them. */
export interface LinkChange {
  add: RecordKey[];
  remove: RecordKey[];
}

/** What a change of links has really changed, so that it can be undone. */
export interface LinkedView {
  /** For each record, the messages that were linked to it and those that were unlinked. */
  changed: Array<RecordKey & { added: Id[]; removed: Id[] }>;
}

/** A record as it's shown beside a message. */
export interface RecordView extends RecordKey {
  /** The collection's title, to be translated by the host. */
  collectionTitle: string;
  /** Null for a record that the reader can't see, or that doesn't exist any more. */
  title: string | null;
  /** What an administrator has chosen to show, as far as the reader may see it. Titles are to be translated by the host. */
  fields: Array<{ titles: string[]; value: string }>;
  /** Where the record is shown in this app; null if no page is known. */
  page: string | null;
}

/** A record that messages are linked to. */
export interface LinkedRecord extends RecordView {
  origin: LinkOrigin;
  /** Those of the requested messages that are linked to it. */
  messageIds: Id[];
}

/** A collection whose records the caller can link messages to. */
export interface LinkTarget {
  collection: string;
  /** To be translated by the host. */
  title: string;
}

/** A record that was searched for by its title. */
export interface FoundRecord extends RecordKey {
  title: string;
  /** A second line; '' for none. */
  detail: string;
}

/** What a message has for a field of a new record. */
export type FieldSource = 'subject' | 'name' | 'firstName' | 'lastName' | 'address' | 'text';

/** A field of a new record. Titles are to be translated by the host. */
export interface RecordFormField {
  name: string;
  title: string;
  kind: 'text' | 'longText' | 'number' | 'checkbox' | 'choice';
  required: boolean;
  /** For a choice. */
  options: Array<{ value: string | number; label: string }>;
  /** What to suggest; null for nothing. */
  source: FieldSource | null;
}

/** How the caller makes a record of a collection, with the host's own `create`. */
export interface RecordForm {
  collection: string;
  /** The field of the answer by which the new record is linked. */
  keyField: string;
  fields: RecordFormField[];
}

const KEY_IN_PAGE = /\/filterbytk\/[^/?#]+/gi;

/**
 * The address of a record's pop-up as NocoBase writes it, without its origin: it contains the record's key after
 * `filterbytk`. Null for anything else: a link here must never lead to another origin.
 */
export function readRecordPage(written: string, origin = ''): string | null {
  const text = written.trim();
  const path = origin && text.startsWith(`${origin}/`) ? text.slice(origin.length) : text;
  // `//` and `/\` begin an address of another origin.
  const isPath = /^\/[^/\\\s][^\\\s]*$/.test(path);
  return isPath && path.search(KEY_IN_PAGE) >= 0 ? path : null;
}

/** The address of another record's pop-up: a page within a page names several records, and the last one is the one meant. */
export function pageOfRecord(page: string, recordKey: string): string {
  const last = [...page.matchAll(KEY_IN_PAGE)].at(-1);
  if (!last) return page;
  const end = last.index + last[0].length;
  return `${page.slice(0, last.index)}/filterbytk/${encodeURIComponent(recordKey)}${page.slice(end)}`;
}
