import type { Context } from '@nocobase/actions';
import type { Collection, Model } from '@nocobase/database';
import type { MailContext } from '../context';
import { fieldOf, isToOne, isVisible, linkOf, sightOf, type HostField, type Sight } from './records';

/** Where people are looked for: names of fields of a collection. */
export interface PeopleSource {
  collection: string;
  names: readonly string[];
  emails: readonly string[];
  /** A field, or an association and one of its fields (`company.name`). */
  detail: string | null;
  /** Fields that are shown of a record; paths as for `detail`. */
  shown?: readonly string[];
}

export interface FoundPerson {
  name: string;
  address: string;
  detail: string;
}

/** Maximum words of a query; further ones have no influence. */
const MOST_WORDS = 4;
/** Characters of a name or detail. */
const LONGEST = 255;
/** Types whose values are texts that can be compared with one. */
const TEXTS = ['string', 'text'];

export const holdsText = ({ type }: HostField): boolean => TEXTS.includes(type);

/** Fields of a collection that contain text and that the caller may see. */
function texts(collection: Collection, sight: Sight, names: readonly string[]): string[] {
  return names.filter((name) => {
    const field = fieldOf(collection, name);
    return field !== null && holdsText(field) && isVisible(sight, name);
  });
}

/** Whether the caller may see any address of the collection's. */
export async function canFindPeople(
  ctx: MailContext,
  http: Context,
  { collection: name, emails }: PeopleSource,
): Promise<boolean> {
  const collection = ctx.app.db.collections.get(name);
  const sight = collection && (await sightOf(ctx, http, name));
  return collection !== undefined && sight != null && texts(collection, sight, emails).length > 0;
}

/**
 * Finds people whose records the caller's roles may view, by fields that they may view: what can't be seen can't be
 * searched either. Makes one query, and another one for what an association leads to.
 */
export async function findPeople(
  ctx: MailContext,
  http: Context,
  source: PeopleSource,
  text: string,
  limit: number,
): Promise<FoundPerson[]> {
  const collection = ctx.app.db.collections.get(source.collection);
  const sight = collection && (await sightOf(ctx, http, source.collection));
  // Databases differ in how a wildcard is taken literally, so none is ever part of a condition.
  const words = text
    .split(/[\s%_\\]+/)
    .filter(Boolean)
    .slice(0, MOST_WORDS);
  if (!collection || !sight || words.length === 0) return [];
  const [names, emails] = [texts(collection, sight, source.names), texts(collection, sight, source.emails)];
  if (emails.length === 0) return [];
  const searched = [...new Set([...names, ...emails])];
  const { column, read } = detailOf(ctx, http, collection, sight, source.detail);
  const rows = (await ctx.app.db.getRepository(collection.name).find({
    filter: {
      $and: [
        ...words.map((word) => ({ $or: searched.map((name) => ({ [name]: { $includes: word } })) })),
        { $or: emails.map((name) => ({ [name]: { $includes: '@' } })) },
        sight.filter ?? {},
      ],
    },
    fields: [...new Set([...searched, ...column])],
    limit,
  })) as Model[];
  const details = await read(rows);
  return rows.flatMap((row, index) => {
    const name = names.map((field) => line(row.get(field))).filter(Boolean);
    return emails.flatMap((field) => {
      const address = line(row.get(field));
      const isAddress = address.length < LONGEST && /^[^\s@]+@[^\s@]+$/.test(address);
      return isAddress ? [{ name: cut(name.join(' ')), address, detail: details[index] ?? '' }] : [];
    });
  });
}

/** The columns that a detail needs, and how it's read for some rows; nothing if the caller may not see it. */
function detailOf(
  ctx: MailContext,
  http: Context,
  collection: Collection,
  sight: Sight,
  path: string | null,
): { column: string[]; read(rows: readonly Model[]): Promise<string[]> } {
  const none = { column: [], read: () => Promise.resolve([]) };
  const [name = '', inner] = path?.split('.') ?? [];
  const field = fieldOf(collection, name);
  if (!field || !isVisible(sight, name)) return none;
  if (inner === undefined) {
    if (!holdsText(field)) return none;
    return {
      column: [name],
      read: (rows) => Promise.resolve(rows.map((row) => cut(line(row.get(name))))),
    };
  }
  if (!isToOne(field) || field.foreignKey === undefined) return none;
  const { foreignKey, type, sourceKey = 'id' } = field;
  const column = type === 'belongsTo' ? foreignKey : sourceKey;
  return { column: [column], read: (rows) => readLed(ctx, http, field, inner, rows) };
}

/** A field of the records that an association leads to, as far as the caller may see them, in the rows' order. */
async function readLed(
  ctx: MailContext,
  http: Context,
  field: HostField,
  name: string,
  rows: readonly Model[],
): Promise<string[]> {
  const target = ctx.app.db.collections.get(field.target ?? '');
  const sight = target && (await sightOf(ctx, http, target.name));
  if (!target || !sight || texts(target, sight, [name]).length === 0) return [];
  const links = rows.map((row) => linkOf(field, row));
  const key = links.find((link) => link !== null)?.field;
  if (key === undefined) return [];
  const keys = [...new Set(links.flatMap((link) => link?.value ?? []))];
  const found = (await ctx.app.db.getRepository(target.name).find({
    filter: { $and: [{ [key]: { $in: keys } }, sight.filter ?? {}] },
    fields: [...new Set([key, name])],
    limit: keys.length,
  })) as Model[];
  const values = new Map(found.map((row) => [idText(row.get(key)), cut(line(row.get(name)))]));
  return links.map((link) => (link ? values.get(idText(link.value)) : undefined) ?? '');
}

/** A key as text: databases return numbers or digits. */
const idText = (key: unknown): string => (typeof key === 'string' ? key : JSON.stringify(key));

/** A value as one line of text; '' for any other kind of value. */
const line = (value: unknown): string =>
  typeof value === 'string'
    ? value
        .slice(0, LONGEST * 4)
        .replaceAll(/\s+/g, ' ')
        .trim()
    : '';

const cut = (text: string): string => text.slice(0, LONGEST).toWellFormed();

/** What a source names that doesn't exist (any more): the collection, or fields. */
export function missingIn(
  ctx: MailContext,
  { collection: name, names, emails, detail, shown = [] }: PeopleSource,
): string[] {
  const collection = ctx.app.db.collections.get(name);
  if (!collection) return [name];
  const plain = [...names, ...emails].filter((each) => {
    const field = fieldOf(collection, each);
    return field === null || field.target !== undefined;
  });
  const paths = [...(detail === null ? [] : [detail]), ...shown];
  return [...new Set([...plain, ...paths.filter((path) => !leads(ctx, collection, path))])];
}

/** Whether a path leads to a field. */
function leads(ctx: MailContext, collection: Collection, path: string): boolean {
  const [name = '', inner] = path.split('.');
  const field = fieldOf(collection, name);
  if (!field || inner === undefined) return field !== null && field.target === undefined;
  const target = ctx.app.db.collections.get(field.target ?? '');
  return target !== undefined && isToOne(field) && fieldOf(target, inner) !== null;
}

/** The titles of all collections of the page builder, by name; they may contain what the host translates. */
export async function collectionTitles(ctx: MailContext): Promise<Map<string, string>> {
  const rows = (await ctx.app.db.getRepository('collections').find({ fields: ['name', 'title'] })) as Model[];
  return new Map(rows.map((row) => [String(row.get('name')), String(row.get('title') ?? row.get('name'))]));
}
