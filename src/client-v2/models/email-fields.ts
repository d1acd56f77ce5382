import type { Collection } from '../host/models';
import {
  isValidAddress,
  parseAddresses,
  uniqueAddresses,
  type Id,
  type MailAddress,
  type RecordRef,
} from '../../common';

/**
 * Returns the fields that may contain mail addresses: email fields first, then text fields, where people keep
 * them too.
 */
export function emailFieldOptions(
  collection: Collection | undefined,
): Array<{ value: string; label: string }> {
  const fields = collection?.getFields() ?? [];
  const rank = (kind: string | undefined) => ['email', 'input', 'textarea'].indexOf(kind ?? '');
  return fields
    .filter((field) => rank(field.interface) >= 0)
    .sort((a, b) => rank(a.interface) - rank(b.interface))
    .map(({ name, title }) => ({ value: name, label: title || name }));
}

/** Returns the fields used by default: all email fields. */
export function defaultEmailFields(collection: Collection | undefined): string[] {
  return (collection?.getFields() ?? [])
    .filter((field) => field.interface === 'email')
    .map(({ name }) => name);
}

/** A record as the host lists it. */
export type Row = Record<string, unknown>;

export interface Recipients {
  valid: MailAddress[];
  /** Values in a field that aren't addresses. */
  invalid: string[];
}

/** Returns the addresses in the given fields of the records, each once. A field may contain several. */
export function recipientsOf(records: Row[], fields: string[], titleField?: string): Recipients {
  const found = records.flatMap((record) => {
    const texts = fields.map((field) => record[field]).filter((value) => typeof value === 'string');
    const addresses = texts.flatMap((text) => parseAddresses(text));
    const title = titleField && !fields.includes(titleField) ? record[titleField] : undefined;
    // A record's title names its address only if there is just one.
    const name = addresses.length === 1 && typeof title === 'string' ? title.trim() : '';
    return addresses.map((entry) => ({ ...entry, name: entry.name || name }));
  });
  const valid = found.filter(({ address }) => isValidAddress(address));
  const invalid = found.filter(({ address }) => !isValidAddress(address)).map(({ address }) => address);
  return { valid: uniqueAddresses(valid), invalid: [...new Set(invalid)] };
}

/** Returns the field by which the server finds a collection's records; undefined if it can't. */
export function recordKey(collection: Collection | undefined): string | undefined {
  const { dataSourceKey, filterTargetKey = 'id' } = collection ?? {};
  return dataSourceKey === 'main' && typeof filterTargetKey === 'string' ? filterTargetKey : undefined;
}

/** Returns the record that a message is written about; undefined for one that the server can't find again. */
export function recordRef(
  collection: Collection | undefined,
  record: Row | undefined,
): RecordRef | undefined {
  const key = recordKey(collection);
  const id = key === undefined ? undefined : record?.[key];
  if (!collection || !isId(id)) return undefined;
  return { collection: collection.name, id };
}

export const isId = (value: unknown): value is Id => typeof value === 'string' || typeof value === 'number';
