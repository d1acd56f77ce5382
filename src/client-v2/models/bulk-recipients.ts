import type { RecipientSource } from '../../common';
import type { Collection } from '../host/models';
import { isId, recipientsOf, recordKey, type Row } from './email-fields';

/** The recipients of a bulk email to these rows, so that the server reads them; addresses if it can't find the rows. */
export function sourceOfRows(
  collection: Collection | undefined,
  rows: Row[],
  fields: string[],
): RecipientSource {
  const key = recordKey(collection);
  const ids = key === undefined ? [] : rows.map((row) => row[key]);
  const isFound = collection && ids.length > 0 && ids.every(isId);
  if (isFound) return { collection: collection.name, ids, fields };
  return { addresses: recipientsOf(rows, fields, collection?.titleCollectionField?.name).valid };
}

/** The recipients of a bulk email to all rows of a block; undefined if the server can't find them. */
export function sourceOfAll(
  collection: Collection | undefined,
  filter: object | undefined,
  fields: string[],
): RecipientSource | undefined {
  if (!collection || recordKey(collection) === undefined) return undefined;
  return { collection: collection.name, filter: filter ?? {}, fields };
}
