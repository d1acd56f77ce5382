import type { Collection } from '../host/models';
import { emailFieldOptions } from './email-fields';

/** Fields in which a record's addresses may be: its own, then those of the records that it leads to (`company.email`). */
export function addressFieldOptions(
  collection: Collection | undefined,
): Array<{ value: string; label: string }> {
  const linked = (collection?.getFields() ?? []).flatMap(
    ({ name, title, interface: kind, targetCollection }) => {
      if (!kind || !targetCollection || targetCollection.dataSourceKey !== 'main') return [];
      return emailFieldOptions(targetCollection).map((field) => ({
        value: `${name}.${field.value}`,
        label: `${title || name} / ${field.label}`,
      }));
    },
  );
  return [...emailFieldOptions(collection), ...linked];
}
