import type { Collection } from '@nocobase/flow-engine';
import type { MailAddress } from '../../common';
import { isValidAddress, parseAddresses, uniqueAddresses } from '../components/addresses';

/** Fields that hold mail addresses: those made for it first, then short texts, where people keep them too. */
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

/** The fields used unless somebody chose: all that are made for mail addresses. */
export function defaultEmailFields(collection: Collection | undefined): string[] {
  return (collection?.getFields() ?? [])
    .filter((field) => field.interface === 'email')
    .map(({ name }) => name);
}

export interface Recipients {
  valid: MailAddress[];
  /** What stood in a field and is no address. */
  invalid: string[];
}

/** The addresses in some fields of some records, each once. A field may hold several. */
export function recipientsOf(
  records: Array<Record<string, unknown>>,
  fields: string[],
  titleField?: string,
): Recipients {
  const found = records.flatMap((record) => {
    const texts = fields.map((field) => record[field]).filter((value) => typeof value === 'string');
    const addresses = texts.flatMap((text) => parseAddresses(text));
    const title = titleField && !fields.includes(titleField) ? record[titleField] : undefined;
    // A record's title names its address only where there is but one.
    const name = addresses.length === 1 && typeof title === 'string' ? title.trim() : '';
    return addresses.map((entry) => ({ ...entry, name: entry.name || name }));
  });
  const valid = found.filter(({ address }) => isValidAddress(address));
  const invalid = found.filter(({ address }) => !isValidAddress(address)).map(({ address }) => address);
  return { valid: uniqueAddresses(valid), invalid: [...new Set(invalid)] };
}
