import type { Readable } from 'node:stream';
import type { Context } from '@nocobase/actions';
import type { Collection, Model } from '@nocobase/database';
import type { MailContext } from '../context';
import { fitsKey, isVisible, linkOf, sightOf, toOneFields, type HostField } from './records';

/** A file that NocoBase stores. */
export interface HostFile {
  id: string;
  filename: string;
  contentType: string;
  /** Octets; 0 if unknown. */
  size: number;
  open(): Promise<Readable>;
}

/** The files in a field of a record, at most {@link MOST_FILES}. */
export interface FieldFiles {
  collection: string;
  recordId: string;
  field: string;
  /** The field's title; for a record that another one leads to, preceded by that association's. */
  titles: string[];
  files: HostFile[];
}

/** What the host's file manager offers us. */
interface FileManager {
  getFileStream?(file: Record<string, unknown>): Promise<{ stream: Readable }>;
}

/** Maximum number of files of a field that are listed. */
const MOST_FILES = 200;

/** The host's collection behind attachment fields. */
const ATTACHMENTS = 'attachments';
/** Columns of the host's tables of files. */
const FILE_COLUMNS = ['title', 'filename', 'extname', 'mimetype', 'size', 'path', 'storageId'];

/** Whether a collection's rows are files, with all of the columns that the host gives such a collection. */
const isFileCollection = ({ options, model }: Collection): boolean =>
  options.template === 'file' && FILE_COLUMNS.every((name) => name in model.rawAttributes);

/**
 * The files in a record's attachment fields, and in those of records that it leads to. As in the host, the caller's
 * roles must be allowed to view the record, the field and the files.
 */
export async function filesOfRecord(
  ctx: MailContext,
  http: Context,
  collectionName: string,
  key: unknown,
): Promise<FieldFiles[]> {
  const collection = ctx.app.db.collections.get(collectionName);
  const keyField = collection?.filterTargetKey;
  if (!collection || typeof keyField !== 'string' || !isKeyOf(collection, keyField, key)) return [];
  const led = (await toOneFields(ctx, http, collectionName)).filter(
    ({ target }) => fileFields(ctx, target).length > 0,
  );
  const row = await findVisible(
    ctx,
    http,
    collection,
    { [keyField]: key },
    led.map(({ type, foreignKey = '', sourceKey = 'id' }) => (type === 'belongsTo' ? foreignKey : sourceKey)),
  );
  if (!row) return [];
  const found = await inFields(ctx, http, collection, row);
  for (const field of led) {
    const target = ctx.app.db.collections.get(field.target ?? '');
    const link = linkOf(field, row);
    const other = target && link && (await findVisible(ctx, http, target, { [link.field]: link.value }));
    if (!target || !other) continue;
    const inner = await inFields(ctx, http, target, other);
    found.push(...inner.map((each) => ({ ...each, titles: [titleOf(field), ...each.titles] })));
  }
  return found;
}

/** A file in a field of a record; null if there is none that the caller may see. */
export async function fileInRecord(
  ctx: MailContext,
  http: Context,
  place: { collection: string; recordId: unknown; field: string; fileId: unknown },
): Promise<HostFile | null> {
  const collection = ctx.app.db.collections.get(place.collection);
  const keyField = collection?.filterTargetKey;
  if (!collection || typeof keyField !== 'string' || !isKeyOf(collection, keyField, place.recordId))
    return null;
  const field = fileFields(ctx, collection.name).find(({ name }) => name === place.field);
  const row = field && (await findVisible(ctx, http, collection, { [keyField]: place.recordId }));
  if (!field || !row) return null;
  const files = await inField(ctx, http, collection, row, field);
  return files.find(({ id }) => id === String(place.fileId)) ?? null;
}

/** Which files of a collection are wanted. */
interface Wanted {
  /** All of them are in the file's name. */
  words?: readonly string[];
  ids?: readonly unknown[];
  offset?: number;
  limit: number;
}

/** Files of a collection of files that the caller may view, newest first. Those of attachment fields aren't found. */
export async function findFiles(
  ctx: MailContext,
  http: Context,
  collectionName: string,
  wanted: Wanted,
): Promise<HostFile[]> {
  const collection = ctx.app.db.collections.get(collectionName);
  if (!collection || !isFileCollection(collection) || collectionName === ATTACHMENTS) return [];
  return filesIn(ctx, http, collection, wanted);
}

async function filesIn(
  ctx: MailContext,
  http: Context,
  collection: Collection,
  { words = [], ids, offset = 0, limit }: Wanted,
): Promise<HostFile[]> {
  const sight = await sightOf(ctx, http, collection.name);
  const keyField = collection.filterTargetKey;
  if (!sight || typeof keyField !== 'string') return [];
  if (ids?.some((id) => !isKeyOf(collection, keyField, id))) return [];
  const searched = ['title', 'filename'].filter((name) => isVisible(sight, name));
  if (words.length > 0 && searched.length === 0) return [];
  const rows = (await ctx.app.db.getRepository(collection.name).find({
    filter: {
      $and: [
        ...(ids ? [{ [keyField]: { $in: ids } }] : []),
        ...words.map((word) => ({ $or: searched.map((name) => ({ [name]: { $includes: word } })) })),
        // A file without a storage is only a link to somewhere else.
        { storageId: { $ne: null } },
        sight.filter ?? {},
      ],
    },
    fields: [...new Set([keyField, ...FILE_COLUMNS])],
    sort: [`-${keyField}`],
    offset,
    limit,
  })) as Model[];
  return rows.map((row) => hostFile(ctx, row, keyField));
}

/**
 * Collections of files that the caller may view. Files of attachment fields are in one that is left out: they're found
 * through their record, because it's the record that says who may see them.
 */
export async function viewableFileCollections(
  ctx: MailContext,
  http: Context,
): Promise<Array<{ name: string; title: string }>> {
  const found = [];
  for (const collection of ctx.app.db.collections.values()) {
    const { name, options } = collection as { name: string; options: { title?: string } };
    if (!isFileCollection(collection) || name === ATTACHMENTS) continue;
    if (await sightOf(ctx, http, name)) found.push({ name, title: options.title ?? name });
  }
  return found;
}

const isKeyOf = (collection: Collection, keyField: string, key: unknown): boolean =>
  fitsKey(collection.getField(keyField)?.options as HostField | undefined, key);

/** Associations of a collection that lead to files. */
function fileFields({ app }: MailContext, collectionName = ''): HostField[] {
  const collection = app.db.collections.get(collectionName);
  if (!collection || isFileCollection(collection)) return [];
  return [...(collection.fields as Map<string, { options: HostField }>)].flatMap(([name, { options }]) => {
    const target = app.db.collections.get(options.target ?? '');
    return target && isFileCollection(target) && !options.hidden ? [{ ...options, name }] : [];
  });
}

/** A record with the files of all fields that the caller may see; null if there is none that they may view. */
async function findVisible(
  ctx: MailContext,
  http: Context,
  collection: Collection,
  where: object,
  columns: readonly string[] = [],
): Promise<Model | null> {
  const sight = await sightOf(ctx, http, collection.name);
  if (!sight) return null;
  const fields = fileFields(ctx, collection.name).filter(({ name }) => isVisible(sight, name));
  return (await ctx.app.db.getRepository(collection.name).findOne({
    filter: { $and: [where, sight.filter ?? {}] },
    fields: [...new Set([String(collection.filterTargetKey), ...columns])],
    appends: fields.map(({ name }) => name),
  })) as Model | null;
}

async function inFields(
  ctx: MailContext,
  http: Context,
  collection: Collection,
  row: Model,
): Promise<FieldFiles[]> {
  const found: FieldFiles[] = [];
  for (const field of fileFields(ctx, collection.name)) {
    const files = await inField(ctx, http, collection, row, field);
    const recordId = String(row.get(String(collection.filterTargetKey)));
    const place = { collection: collection.name, recordId, field: field.name, titles: [titleOf(field)] };
    if (files.length > 0) found.push({ ...place, files });
  }
  return found;
}

/** A field's files that the caller may view, in the record's order. A field that wasn't read has none. */
async function inField(
  ctx: MailContext,
  http: Context,
  { name }: Collection,
  row: Model,
  field: HostField,
): Promise<HostFile[]> {
  const target = ctx.app.db.collections.get(field.target ?? '');
  const keyField = target?.filterTargetKey;
  if (!target || typeof keyField !== 'string' || name === target.name) return [];
  const value = row.get(field.name) as Model | Model[] | null | undefined;
  const ids = [value ?? []].flat().map((file) => file.get(keyField) as string | number);
  if (ids.length === 0) return [];
  const files = await filesIn(ctx, http, target, { ids, limit: MOST_FILES });
  const byId = new Map(files.map((file) => [file.id, file]));
  return ids.flatMap((id) => byId.get(String(id)) ?? []);
}

const titleOf = ({ name, uiSchema }: HostField): string => uiSchema?.title ?? name;

function hostFile(ctx: MailContext, row: Model, keyField: string): HostFile {
  const text = (name: string): string => {
    const value: unknown = row.get(name);
    return typeof value === 'string' ? value : '';
  };
  const [title, extname] = [text('title'), text('extname')];
  const isWhole = title.toLowerCase().endsWith(extname.toLowerCase());
  return {
    id: String(row.get(keyField)),
    filename: title ? (isWhole ? title : title + extname) : text('filename'),
    contentType: text('mimetype'),
    size: Number(row.get('size') ?? 0) || 0,
    async open() {
      // Without `url`, which people can write: some storages would fetch it.
      const file = Object.fromEntries(FILE_COLUMNS.map((name) => [name, row.get(name) as unknown]));
      const manager = ctx.app.pm.get('file-manager') as FileManager | undefined;
      if (!manager?.getFileStream) throw new Error('the file manager is disabled');
      return (await manager.getFileStream(file)).stream;
    },
  };
}
