import type { Context } from '@nocobase/actions';
import type { Collection } from '@nocobase/database';
import type { MailContext } from '../context';
import { holdsText } from './people';
import {
  fieldOf,
  findKeys,
  fitsKey,
  isVisible,
  readRecords,
  sightOf,
  titleFieldOf,
  type FoundValues,
  type HostField,
  type Sight,
} from './records';

/** Databases differ in how a wildcard is taken literally, so one stands for any character, and texts are compared again. */
const WILDCARDS = /[%\\]/g;

/** The collection, if it's there, its records are found by a single field, and the caller may view any of them. */
async function openCollection(
  ctx: MailContext,
  http: Context,
  name: string,
): Promise<{ collection: Collection; keyField: string; sight: Sight } | null> {
  const collection = ctx.app.db.collections.get(name);
  const keyField = collection?.filterTargetKey;
  // The host adds an `id` that is no field.
  if (!collection || typeof keyField !== 'string' || !(keyField in collection.model.rawAttributes))
    return null;
  const sight = await sightOf(ctx, http, name);
  return sight && { collection, keyField, sight };
}

/** Whether records of the collection can be named by their key, and the caller may view any of them. */
export const canFindRecords = async (ctx: MailContext, http: Context, name: string): Promise<boolean> =>
  (await openCollection(ctx, http, name)) !== null;

/**
 * The fields that name a record, as far as the caller may see them: the collection's title field, otherwise the
 * `preferred` ones, otherwise its first field with a text. If there is none, a record has only its key.
 */
export async function titlePaths(
  ctx: MailContext,
  http: Context,
  name: string,
  preferred: readonly string[],
): Promise<string[]> {
  const open = await openCollection(ctx, http, name);
  if (!open) return [];
  const { collection, sight } = open;
  const seen = (fields: readonly string[]) =>
    fields.filter((each) => {
      const field = fieldOf(collection, each);
      return field !== null && !field.target && isVisible(sight, each);
    });
  const title = titleFieldOf(ctx, name);
  const [named, chosen] = [seen(title === null ? [] : [title]), seen(preferred)];
  if (named.length > 0) return named;
  if (chosen.length > 0) return chosen;
  const texts = [...(collection.fields as Map<string, unknown>).keys()].filter((each) => {
    const field = fieldOf(collection, each);
    return field !== null && field.interface === 'input' && holdsText(field);
  });
  return seen(texts).slice(0, 1);
}

/** Those of the keys that belong to records which the caller may view, as the database has them. */
export async function visibleKeys(
  ctx: MailContext,
  http: Context,
  name: string,
  keys: readonly string[],
): Promise<string[]> {
  const open = await openCollection(ctx, http, name);
  const options = open?.collection.getField(open.keyField)?.options as HostField | undefined;
  const fitting = keys.filter((key) => fitsKey(options, key));
  if (!open || fitting.length === 0) return [];
  const found = await findKeys(ctx, http, name, { [open.keyField]: { $in: fitting } }, fitting.length);
  return found.map(String);
}

/** Keys of records in which all of the words occur, newest first; of the newest ones if there are no words. */
export async function searchRecords(
  ctx: MailContext,
  http: Context,
  name: string,
  { fields, words, limit }: { fields: readonly string[]; words: readonly string[]; limit: number },
): Promise<string[]> {
  const open = await openCollection(ctx, http, name);
  if (!open) return [];
  const searched = texts(open.collection, open.sight, fields);
  if (words.length > 0 && searched.length === 0) return [];
  const filter = {
    $and: words.map((word) => ({ $or: searched.map((field) => ({ [field]: { $includes: word } })) })),
  };
  return (await findKeys(ctx, http, name, filter, limit, 'newest')).map(String);
}

/** Keys of records that have one of the addresses in one of these fields, whatever the case. */
export async function recordsWithAddress(
  ctx: MailContext,
  http: Context,
  name: string,
  { fields, addresses, limit }: { fields: readonly string[]; addresses: readonly string[]; limit: number },
): Promise<string[]> {
  const open = await openCollection(ctx, http, name);
  if (!open || addresses.length === 0) return [];
  const searched = texts(open.collection, open.sight, fields);
  if (searched.length === 0) return [];
  const like = ctx.app.db.inDialect('postgres') ? '$iLike' : '$like';
  const patterns = addresses.map((address) => address.replaceAll(WILDCARDS, '_'));
  const filter = {
    $or: searched.flatMap((field) => patterns.map((pattern) => ({ [field]: { [like]: pattern } }))),
  };
  const keys = await findKeys(ctx, http, name, filter, limit, 'newest');
  const wanted = new Set(addresses.map((address) => address.toLowerCase()));
  const values = await readRecords(ctx, http, name, keys, searched);
  const has = (found: FoundValues | undefined) =>
    [...(found?.values() ?? [])].some(
      ({ value }) => typeof value === 'string' && wanted.has(value.trim().toLowerCase()),
    );
  return keys.map(String).filter((key) => has(values.get(key)));
}

/** Those of the fields that contain text and that the caller may see: what can't be seen can't be searched either. */
const texts = (collection: Collection, sight: Sight, names: readonly string[]): string[] =>
  names.filter((name) => {
    const field = fieldOf(collection, name);
    return field !== null && holdsText(field) && isVisible(sight, name);
  });
