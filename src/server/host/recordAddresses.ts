import type { Context } from '@nocobase/actions';
import type { Collection, Model } from '@nocobase/database';
import { COLLECTIONS } from '../../common';
import type { MailContext } from '../context';
import { holdsText } from './people';
import { fitsKey, isVisible, linkOf, sightOf, titleFieldOf, type HostField, type Sight } from './records';

/** A text of a record in which addresses are looked for. */
export interface AddressText {
  text: string;
  /** The title of the record that has it; '' if there is none, or the caller may not see it. */
  title: string;
}

export interface AddressTexts {
  texts: AddressText[];
  /** Whether an association leads to more records than were read. */
  more: boolean;
}

/** What to look for. */
export interface AddressSource {
  /** Fields (`email`, `contacts.email`); null for those that look as if they contain addresses. */
  paths: readonly string[] | null;
  /** Whether a website is of use, too. */
  domains: boolean;
}

/** Maximum records that are read through one association. */
const MOST_RECORDS = 100;
/** Maximum associations that are followed. */
const MOST_LINKS = 10;

/** What people call fields with addresses, or with domains. */
const ADDRESS_NAME = /e-?mail|邮箱|邮件/i;
const DOMAIN_NAME = /domain|website|homepage|web.?seite|域名|网站|网址/i;
const LINKS = ['belongsTo', 'hasOne', 'hasMany', 'belongsToMany'];
/** Associations that say who works on a record rather than whom it is about. */
const STAFF = ['createdBy', 'updatedBy'];

/**
 * The texts of a record's fields that contain addresses, and those of records that it leads to. As in the host, the
 * caller's roles must be allowed to view each record and each field. Null if the record itself may not be viewed.
 */
export async function addressTexts(
  ctx: MailContext,
  http: Context,
  collectionName: string,
  key: unknown,
  source: AddressSource,
): Promise<AddressTexts | null> {
  const collection = ctx.app.db.collections.get(collectionName);
  const keyField = collection?.filterTargetKey;
  if (!collection || typeof keyField !== 'string') return null;
  if (!fitsKey(collection.getField(keyField)?.options as HostField | undefined, key)) return null;
  const sight = await sightOf(ctx, http, collectionName);
  if (!sight) return null;
  const own = textFields(collection, sight, source, '');
  const links = linksOf(ctx, collection, sight, source);
  const columns = links.map(({ type, foreignKey = '', sourceKey = keyField }) =>
    type === 'belongsTo' ? foreignKey : sourceKey,
  );
  const [row] = await rowsOf(ctx, collection, sight, { [keyField]: key }, [...own, ...columns], 1);
  if (!row) return null;
  const found: AddressTexts = { texts: textsOf(ctx, collection, sight, row, own), more: false };
  for (const link of links.slice(0, MOST_LINKS)) {
    const inner = await behind(ctx, http, collection, link, row, source);
    found.texts.push(...inner.texts);
    found.more ||= inner.more;
  }
  return found;
}

/** The texts of the records that an association leads to. */
async function behind(
  ctx: MailContext,
  http: Context,
  { name: from }: Collection,
  link: HostField,
  row: Model,
  source: AddressSource,
): Promise<AddressTexts> {
  const target = ctx.app.db.collections.get(link.target ?? '');
  const sight = target && (await sightOf(ctx, http, target.name));
  const fields = target && sight ? textFields(target, sight, source, `${link.name}.`) : [];
  if (!target || !sight || fields.length === 0) return { texts: [], more: false };
  const rows = await linkedRows(ctx, { from, link, row, target, sight, fields });
  const shown = rows.slice(0, MOST_RECORDS);
  const texts = shown.flatMap((each) => textsOf(ctx, target, sight, each, fields));
  return { texts, more: rows.length > shown.length };
}

interface Linked {
  from: string;
  link: HostField;
  row: Model;
  target: Collection;
  sight: Sight;
  fields: string[];
}

/** One more than are read, so that it's known whether there are more. */
async function linkedRows(ctx: MailContext, { from, link, row, target, sight, fields }: Linked) {
  const limit = MOST_RECORDS + 1;
  if (link.type !== 'belongsToMany') {
    const at = linkOf(link, row);
    return at ? rowsOf(ctx, target, sight, { [at.field]: at.value }, fields, limit) : [];
  }
  const source = row.get(link.sourceKey ?? 'id') as string | number;
  const repository = ctx.app.db.getRepository(`${from}.${link.name}`, source);
  return (await repository.find({
    filter: sight.filter ?? {},
    ...columnsOf(ctx, target, sight, fields),
    limit,
  })) as Model[];
}

async function rowsOf(
  ctx: MailContext,
  collection: Collection,
  sight: Sight,
  where: object,
  fields: readonly string[],
  limit: number,
): Promise<Model[]> {
  return (await ctx.app.db.getRepository(collection.name).find({
    filter: { $and: [where, sight.filter ?? {}] },
    ...columnsOf(ctx, collection, sight, fields),
    limit,
  })) as Model[];
}

function columnsOf(ctx: MailContext, collection: Collection, sight: Sight, fields: readonly string[]) {
  const { filterTargetKey: key } = collection;
  const title = visibleTitle(ctx, collection, sight);
  const all = [...(typeof key === 'string' ? [key] : []), ...(title ? [title] : []), ...fields];
  return { fields: [...new Set(all)], sort: typeof key === 'string' ? [key] : [] };
}

function visibleTitle(ctx: MailContext, collection: Collection, sight: Sight): string | null {
  const title = titleFieldOf(ctx, collection.name);
  return title && isVisible(sight, title) && collection.hasField(title) ? title : null;
}

function textsOf(
  ctx: MailContext,
  collection: Collection,
  sight: Sight,
  row: Model,
  fields: readonly string[],
): AddressText[] {
  const titleField = visibleTitle(ctx, collection, sight);
  const title: unknown = titleField && !fields.includes(titleField) ? row.get(titleField) : '';
  return fields.flatMap((name) => {
    const text: unknown = row.get(name);
    return typeof text === 'string' && text ? [{ text, title: typeof title === 'string' ? title : '' }] : [];
  });
}

const fieldsOf = (collection: Collection): HostField[] =>
  [...(collection.fields as Map<string, { options: HostField }>)].map(([name, { options }]) => ({
    ...options,
    name,
  }));

/** Names of fields with text that the caller may see, chosen by path or, if none were chosen, by what they're called. */
function textFields(collection: Collection, sight: Sight, source: AddressSource, before: string): string[] {
  return fieldsOf(collection)
    .filter((field) => holdsText(field) && !field.hidden && isVisible(sight, field.name))
    .filter((field) => source.paths?.includes(before + field.name) ?? looksLikeAddress(field, source))
    .map(({ name }) => name);
}

function looksLikeAddress(
  { name, interface: kind, uiSchema }: HostField,
  { domains }: AddressSource,
): boolean {
  if (!kind) return false;
  const called = `${name} ${uiSchema?.title ?? ''}`;
  if (kind === 'email' || ADDRESS_NAME.test(called)) return true;
  return domains && (kind === 'url' || DOMAIN_NAME.test(called));
}

/** Associations that the caller may follow. Unless they were chosen, those to the people who use NocoBase don't count. */
function linksOf(ctx: MailContext, collection: Collection, sight: Sight, { paths }: AddressSource) {
  return fieldsOf(collection).filter(({ name, type, interface: kind, target = '', hidden }) => {
    if (!LINKS.includes(type) || hidden || !kind || !isVisible(sight, name)) return false;
    if (!ctx.app.db.collections.has(target) || OURS.has(target)) return false;
    if (paths) return paths.some((path) => path.startsWith(`${name}.`));
    return target !== 'users' && !STAFF.includes(kind);
  });
}

const OURS = new Set<string>(COLLECTIONS);
