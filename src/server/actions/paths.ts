import type { Database } from '@nocobase/database';
import { COLLECTIONS } from '../../common';
import { MailError } from '../errors';

const OURS = new Set<string>(COLLECTIONS);

export const isOurs = (collection: string): boolean => OURS.has(collection);

/** Associations of our collections that a request may follow; all of them stay within the same account. */
const FOLLOWED: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['mailMessages', new Set(['account', 'folder', 'addresses', 'attachments'])],
  ['mailFolders', new Set(['account'])],
  ['mailAccounts', new Set(['folders'])],
]);

/** How far a path may go; the page builder needs two. */
const MAX_DEPTH = 4;

const list = (value: unknown): unknown[] =>
  value === undefined
    ? []
    : Array.isArray(value)
      ? value
      : typeof value === 'string'
        ? value.split(',')
        : [value];

/** What a read of one of our collections asks for. */
export interface ReadParams {
  filter?: unknown;
  fields?: unknown;
  appends?: unknown;
  except?: unknown;
  sort?: unknown;
}

/**
 * Refuses a read of one of our collections that names anything but public fields and the associations
 * above: a hidden field can be read bit by bit through filters and sort orders even if it is never shown.
 */
export function checkOwnRead(db: Database, collection: string, params: ReadParams): void {
  for (const path of [...list(params.fields), ...list(params.except)]) checkPath(db, collection, path, 'any');
  for (const path of list(params.appends)) checkPath(db, collection, path, 'association');
  for (const path of list(params.sort)) {
    checkPath(db, collection, typeof path === 'string' ? path.replace(/^-/, '') : path, 'field');
  }
  for (const path of filterPaths(db, params.filter)) checkPath(db, collection, path, 'any');
}

/** What matters here of a field's options; the host types them loosely. */
interface FieldOptions {
  hidden?: boolean;
  /** Of an association: the collection it leads to. */
  target?: string;
  foreignKey?: string;
}

function checkPath(
  db: Database,
  collection: string,
  path: unknown,
  end: 'field' | 'association' | 'any',
): void {
  if (typeof path !== 'string') throw new MailError('forbidden');
  const segments = path.split('.');
  if (segments.length > MAX_DEPTH) throw new MailError('forbidden');
  let current = collection;
  let last: 'field' | 'association' = 'association';
  for (const segment of segments) {
    // A field has nothing below it that a request may name.
    if (last === 'field') throw new MailError('forbidden');
    const options = db.getCollection(current)?.getField(segment)?.options as FieldOptions | undefined;
    if (options?.target && options.foreignKey) {
      if (!FOLLOWED.get(current)?.has(segment)) throw new MailError('forbidden');
      current = options.target;
    } else {
      // createdAt and updatedAt are attributes without a field.
      const known = options ? !options.hidden : segment === 'createdAt' || segment === 'updatedAt';
      if (!known) throw new MailError('forbidden');
      last = 'field';
    }
  }
  if (end !== 'any' && end !== last) throw new MailError('forbidden');
}

/**
 * Every path a filter names. Objects and dotted keys both nest; `$and`, `$or` and `$not` nest without
 * extending the path; another operator ends it, and an operator the database does not know is refused.
 */
function filterPaths(db: Database, filter: unknown, path: string[] = []): string[] {
  if (filter === undefined || filter === null) return [];
  if (Array.isArray(filter)) return filter.flatMap((item: unknown) => filterPaths(db, item, path));
  // `{field: value}` is short for `{field: {$eq: value}}`.
  if (typeof filter !== 'object') return path.length ? [path.join('.')] : [];
  return Object.entries(filter).flatMap(([key, value]: [string, unknown]) => {
    const segments = key.split('.');
    const operator = segments.findIndex((segment) => segment.startsWith('$'));
    const extended = [...path, ...(operator < 0 ? segments : segments.slice(0, operator))];
    if (operator < 0) return filterPaths(db, value, extended);
    const [name, ...rest] = segments.slice(operator);
    // `$col` compares with another column, a hidden one too.
    if (!db.operators.has(name) || name === '$col') refuse();
    if (['$and', '$or', '$not'].includes(name)) {
      const inner = rest.length ? { [rest.join('.')]: value } : value;
      return filterPaths(db, inner, extended);
    }
    refuseOperators(value);
    return extended.length && !rest.length ? [extended.join('.')] : refuse();
  });
}

/** An operand is a value: Sequelize would read `{$col: …}` in it as another column. */
function refuseOperators(operand: unknown): void {
  if (typeof operand !== 'object' || operand === null) return;
  for (const [key, value] of Object.entries(operand)) {
    if (key.startsWith('$')) refuse();
    refuseOperators(value);
  }
}

function refuse(): never {
  throw new MailError('forbidden');
}
