import type { Collection } from '../host/models';
import type { MailAddress, RecordRef } from '../../common';
import { isValidAddress, parseAddresses, uniqueAddresses } from '../components/shared/addresses';

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

export interface Recipients {
  valid: MailAddress[];
  /** Values in a field that aren't addresses. */
  invalid: string[];
}

/** Returns the addresses in the given fields of the records, each once. A field may contain several. */
export function recipientsOf(
  records: Array<Record<string, unknown>>,
  fields: string[],
  titleField?: string,
): Recipients {
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

/** Returns the record that a message is written about; undefined for one that the server can't find again. */
export function recordRef(
  collection: Collection | undefined,
  record: Record<string, unknown> | undefined,
): RecordRef | undefined {
  const { name, dataSourceKey, filterTargetKey = 'id' } = collection ?? {};
  if (name === undefined || dataSourceKey !== 'main' || typeof filterTargetKey !== 'string') return undefined;
  const id = record?.[filterTargetKey];
  return typeof id === 'string' || typeof id === 'number' ? { collection: name, id } : undefined;
}
