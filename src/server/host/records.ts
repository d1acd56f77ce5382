import type { Context } from '@nocobase/actions';
import type { Collection, Model } from '@nocobase/database';
import type { MailContext } from '../context';
import { rolesOf, signedInId } from './request';

/** What is known of a field, which the host types loosely. */
export interface HostField {
  name: string;
  type: string;
  interface?: string;
  hidden?: boolean;
  uiSchema?: {
    title?: string;
    required?: unknown;
    enum?: Array<{ value?: unknown; label?: unknown }>;
    'x-component-props'?: { step?: unknown; showTime?: unknown };
  };
  /** For an association: the collection it leads to, and how. */
  target?: string;
  foreignKey?: string;
  sourceKey?: string;
  targetKey?: string;
}

/** A value of a record, with what its field says about it. */
export interface FoundValue {
  field: HostField;
  value: unknown;
}

/** A record's values by path (`name`, `company.city`). Paths that lead nowhere, or where the caller may not, are missing. */
export type FoundValues = Map<string, FoundValue>;

/** What a role may see of a collection: which records, and which of their fields; all if undefined. */
export interface Sight {
  filter?: object;
  fields?: string[];
  /** The host lists associations separately. */
  appends?: string[];
}

/** Associations that lead to a single record. */
const TO_ONE = ['belongsTo', 'hasOne'];
export const isToOne = ({ type }: HostField): boolean => TO_ONE.includes(type);
/** Fields whose content is of no use in a text, or a secret. */
const UNSUITABLE = ['password', 'encryption', 'json', 'jsonb', 'point', 'lineString', 'circle', 'polygon'];

/**
 * Reads values of a record as the caller may see them: only if the caller's roles may view the record, and only the
 * fields that they may view. The same goes for each record that a path leads through. The query finds nothing else, so
 * it also reveals nothing about other records.
 */
export async function readRecord(
  ctx: MailContext,
  http: Context,
  collectionName: string,
  key: unknown,
  paths: readonly string[],
): Promise<FoundValues> {
  const collection = ctx.app.db.collections.get(collectionName);
  const keyField = collection?.filterTargetKey;
  if (!collection || typeof keyField !== 'string') return new Map();
  if (!fitsKey(collection.getField(keyField)?.options as HostField | undefined, key)) return new Map();
  return (await readWhere(ctx, http, collection, keyField, [key], paths)).get(String(key)) ?? new Map();
}

/** The same for many records of one collection, by key as text. Makes one query, and one per association. */
export async function readRecords(
  ctx: MailContext,
  http: Context,
  collectionName: string,
  keys: readonly unknown[],
  paths: readonly string[],
): Promise<Map<string, FoundValues>> {
  const collection = ctx.app.db.collections.get(collectionName);
  const keyField = collection?.filterTargetKey;
  if (!collection || typeof keyField !== 'string') return new Map();
  const field = collection.getField(keyField)?.options as HostField | undefined;
  const fitting = keys.filter((key) => fitsKey(field, key));
  return readWhere(ctx, http, collection, keyField, fitting, paths);
}

/** The keys of the records that match a filter of the host's, as far as the caller may see them. */
export async function findKeys(
  ctx: MailContext,
  http: Context,
  collectionName: string,
  filter: object,
  limit: number,
  first: 'oldest' | 'newest' = 'oldest',
): Promise<unknown[]> {
  const collection = ctx.app.db.collections.get(collectionName);
  const keyField = collection?.filterTargetKey;
  const sight = collection && (await sightOf(ctx, http, collectionName));
  if (!sight || typeof keyField !== 'string') return [];
  const rows = (await ctx.app.db.getRepository(collectionName).find({
    filter: { $and: [filter, sight.filter ?? {}] },
    fields: [keyField],
    sort: [first === 'oldest' ? keyField : `-${keyField}`],
    limit,
  })) as Model[];
  return rows.map((row) => row.get(keyField) as unknown);
}

/** The field whose value is a record's title; null if the collection has none. */
export function titleFieldOf(ctx: MailContext, collectionName: string): string | null {
  const title: unknown = ctx.app.db.collections.get(collectionName)?.options.titleField;
  return typeof title === 'string' && title !== '' ? title : null;
}

/** Whether a key can be one of the field's: MySQL takes `1x` for 1, and PostgreSQL fails. Keys without a field are ids. */
export function fitsKey(field: HostField | undefined, key: unknown): boolean {
  const isText = field !== undefined && ['string', 'text', 'uid', 'uuid', 'nanoid'].includes(field.type);
  return isText ? typeof key === 'string' : /^\d{1,19}$/.test(String(key));
}

/** The values of the records whose `keyField` has one of these values, by that value as text. */
async function readWhere(
  ctx: MailContext,
  http: Context,
  collection: Collection,
  keyField: string,
  keys: readonly unknown[],
  paths: readonly string[],
): Promise<Map<string, FoundValues>> {
  const found = new Map<string, FoundValues>();
  const sight = keys.length > 0 && (await sightOf(ctx, http, collection.name));
  if (!sight) return found;
  const byField = groupByField(paths);
  const visible = [...byField.keys()].flatMap((name) => {
    const field = fieldOf(collection, name);
    return field && isVisible(sight, name) ? [field] : [];
  });
  if (visible.length === 0) return found;
  const columns = visible.flatMap(({ name, type, foreignKey, sourceKey = 'id' }) =>
    TO_ONE.includes(type) ? [type === 'belongsTo' ? (foreignKey ?? '') : sourceKey] : [name],
  );
  const rows = (await ctx.app.db.getRepository(collection.name).find({
    filter: { $and: [{ [keyField]: { $in: [...keys] } }, sight.filter ?? {}] },
    fields: [...new Set([keyField, ...columns])],
  })) as Model[];
  for (const row of rows) found.set(String(row.get(keyField)), new Map());
  const valuesOf = (row: Model) => found.get(String(row.get(keyField)));
  for (const field of visible) {
    const rest = byField.get(field.name) ?? [];
    if (!TO_ONE.includes(field.type)) {
      if (rest.includes(''))
        // Of several records at the other end of an association to one, the first counts.
        for (const row of [...rows].reverse())
          valuesOf(row)?.set(field.name, { field, value: row.get(field.name) });
      continue;
    }
    const target = ctx.app.db.collections.get(field.target ?? '');
    const links = rows.map((row) => linkOf(field, row));
    const linked = [...new Set(links.flatMap((link) => link?.value ?? []))];
    const key = links.find((link) => link !== null)?.field;
    if (!target || key === undefined) continue;
    const inner = await readWhere(ctx, http, target, key, linked, rest.filter(Boolean));
    rows.forEach((row, at) => {
      const values = inner.get(String(links[at]?.value));
      for (const [path, value] of values ?? []) valuesOf(row)?.set(`${field.name}.${path}`, value);
    });
  }
  return found;
}

/** The paths' first parts with what follows each; '' if nothing does. */
function groupByField(paths: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const path of paths) {
    const dot = path.indexOf('.');
    const name = dot < 0 ? path : path.slice(0, dot);
    groups.set(name, [...(groups.get(name) ?? []), dot < 0 ? '' : path.slice(dot + 1)]);
  }
  return groups;
}

/** The field and its value that find the record at the other end of an association; null if there is none. */
export function linkOf(
  { type, foreignKey, sourceKey = 'id', targetKey = 'id' }: HostField,
  row: Model,
): { field: string; value: string | number } | null {
  if (foreignKey === undefined) return null;
  const value: unknown = row.get(type === 'belongsTo' ? foreignKey : sourceKey);
  if (value === null || value === undefined) return null;
  return { field: type === 'belongsTo' ? targetKey : foreignKey, value: value as string | number };
}

/** A field that may appear in a text, or an association on the way to one. */
export function fieldOf(collection: Collection, name: string): HostField | null {
  const options = collection.getField(name)?.options as HostField | undefined;
  if (!options || options.hidden || UNSUITABLE.includes(options.type)) return null;
  if (options.target && !TO_ONE.includes(options.type)) return null;
  return { ...options, name };
}

export const isVisible = ({ fields, appends = [] }: Sight, name: string): boolean =>
  !fields || fields.includes(name) || appends.includes(name);

/**
 * Whether the host says that a role may not do something, or that the role's conditions don't fit the collection. Its
 * class isn't part of what the host gives to plugins, and its instances are called `Error`.
 */
export const isNoPermission = (error: unknown): boolean =>
  error instanceof Error && error.constructor.name === 'NoPermissionError';

/** What the caller's roles may see of a collection; null for nothing. */
export async function sightOf(ctx: MailContext, http: Context, resourceName: string): Promise<Sight | null> {
  const { acl } = ctx.app;
  if (!acl.can({ roles: rolesOf(http), resource: resourceName, action: 'view' })) return null;
  try {
    const asked = { resourceName, actionName: 'view', params: {} };
    const { parsedParams } = (await acl.resolveActionParams(http, asked)) as { parsedParams?: Sight };
    return parsedParams ?? {};
  } catch (error) {
    // As for a scope that refers to a field the collection doesn't have.
    if (isNoPermission(error)) return null;
    throw error;
  }
}

/** Values of the caller's own user record, with custom fields. People see these in their profile. */
export async function readCaller(
  ctx: MailContext,
  http: Context,
  names: readonly string[],
): Promise<FoundValues> {
  const users = ctx.app.db.getCollection('users');
  const fields = names.flatMap((name) => {
    const field = fieldOf(users, name);
    return field && !field.target ? [field] : [];
  });
  if (fields.length === 0) return new Map();
  const row = (await ctx.app.db.getRepository('users').findOne({
    filterByTk: signedInId(http) as number,
    fields: fields.map(({ name }) => name),
  })) as Model | null;
  return new Map(
    row ? fields.map((field) => [field.name, { field, value: row.get(field.name) as unknown }]) : [],
  );
}

/** Fields of a collection with an interface that the caller may see, in the host's order; none if it may not be viewed. */
async function visibleFields(ctx: MailContext, http: Context, collectionName: string): Promise<HostField[]> {
  const collection = ctx.app.db.collections.get(collectionName);
  const sight = collection && (await sightOf(ctx, http, collectionName));
  if (!collection || !sight) return [];
  return [...(collection.fields as Map<string, unknown>).keys()].flatMap((name) => {
    const field = fieldOf(collection, name);
    return field?.interface && isVisible(sight, name) ? [field] : [];
  });
}

/** Those that the caller may put into a text. */
export const textFields = async (ctx: MailContext, http: Context, collection: string): Promise<HostField[]> =>
  (await visibleFields(ctx, http, collection)).filter(({ target }) => !target);

/** Associations that lead to a single record. */
export const toOneFields = async (
  ctx: MailContext,
  http: Context,
  collection: string,
): Promise<HostField[]> => (await visibleFields(ctx, http, collection)).filter(isToOne);

/** Fields of the caller's own user record, as {@link readCaller} reads them. */
export function callerFields(ctx: MailContext): HostField[] {
  const users = ctx.app.db.getCollection('users');
  return [...(users.fields as Map<string, unknown>).keys()].flatMap((name) => {
    const field = fieldOf(users, name);
    return field?.interface && !field.target ? [field] : [];
  });
}

/** Collections of the page builder that the caller may view. */
export async function viewableCollections(
  ctx: MailContext,
  http: Context,
): Promise<Array<{ name: string; title: string }>> {
  const repository = ctx.app.db.getRepository('collections');
  const rows = (await repository.find({ filter: { hidden: { $isFalsy: true } }, sort: ['sort'] })) as Model[];
  const roles = rolesOf(http);
  return rows
    .map((row) => ({ name: String(row.get('name')), title: String(row.get('title') ?? row.get('name')) }))
    .filter(({ name }) => ctx.app.acl.can({ roles, resource: name, action: 'view' }) !== null);
}

/** All roles, with their titles. */
export async function listRoles(ctx: MailContext): Promise<Array<{ name: string; title: string }>> {
  const rows = (await ctx.app.db.getRepository('roles').find({ sort: ['name'] })) as Model[];
  return rows.map((row) => ({
    name: String(row.get('name')),
    title: String(row.get('title') ?? row.get('name')),
  }));
}
