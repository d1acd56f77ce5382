import type { Database } from '@nocobase/database';
import { COLLECTIONS } from '../../common';
import { MailError } from '../errors';

const OURS = new Set<string>(COLLECTIONS);

/** Whether this is one of the plugin's collections. */
export const isOurs = (collection: string): boolean => OURS.has(collection);

/** Associations of our collections that a request may follow; all of them stay within the same account. */
const FOLLOWED: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['mailMessages', new Set(['account', 'folder', 'addresses', 'attachments'])],
  ['mailFolders', new Set(['account'])],
  ['mailAccounts', new Set(['folders'])],
  ['mailCampaigns', new Set(['account'])],
  ['mailCampaignRecipients', new Set(['campaign'])],
]);

/** Maximum length of a path; the page builder needs two. */
const MAX_DEPTH = 4;

const list = (value: unknown): unknown[] =>
  value === undefined
    ? []
    : Array.isArray(value)
      ? value
      : typeof value === 'string'
        ? value.split(',')
        : [value];

/** Parameters of a read of one of our collections. */
export interface ReadParams {
  filter?: unknown;
  filterByTk?: unknown;
  fields?: unknown;
  appends?: unknown;
  except?: unknown;
  sort?: unknown;
  tree?: boolean | string;
}

/**
 * Parameters that the host's `list` and `get` also understand and that could name a field or a collection in another
 * way.
 */
const REFUSED = ['group', 'having', 'targetCollection', 'targetKey', 'attributes', 'include', 'where'];

/**
 * Throws `forbidden` for a read of one of our collections that names anything but public fields and the associations
 * above: even if a hidden field is never shown, filters and sort orders could reveal it bit by bit.
 */
export function checkOwnRead(db: Database, collection: string, params: ReadParams): void {
  if (REFUSED.some((name) => name in params)) refuse();
  // The host's table block always says whether it is a tree; none of ours is.
  if (![undefined, false, 'false', ''].includes(params.tree)) refuse();
  if (!list(params.filterByTk).every(isKey)) refuse();
  for (const path of [...list(params.fields), ...list(params.except)]) checkPath(db, collection, path, 'any');
  for (const path of list(params.appends)) checkPath(db, collection, path, 'association');
  for (const path of list(params.sort)) {
    checkPath(db, collection, typeof path === 'string' ? path.replace(/^-/, '') : path, 'field');
  }
  for (const path of filterPaths(db, params.filter)) checkPath(db, collection, path, 'any');
}

/** A single key; an object would be a condition on other fields. */
const isKey = (value: unknown): boolean =>
  value === null || typeof value === 'string' || typeof value === 'number';

/** The relevant options of a field, which the host types loosely. */
interface FieldOptions {
  hidden?: boolean;
  /** For an association: the collection it leads to. */
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
    // A request can't name anything below a field.
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
 * Every path that a filter names. Objects and dotted keys both nest; `$and`, `$or` and `$not` nest without extending
 * the path; any other operator ends it. Throws `forbidden` for an operator that the database doesn't know.
 */
function filterPaths(db: Database, filter: unknown, path: string[] = []): string[] {
  // `{field: value}` is short for `{field: {$eq: value}}`, including null and undefined.
  const named = path.length > 0 ? [path.join('.')] : [];
  if (typeof filter !== 'object' || filter === null) {
    return filter === undefined || filter === null || path.length > 0 ? named : refuse();
  }
  if (Array.isArray(filter)) {
    return [...named, ...filter.flatMap((item: unknown) => filterPaths(db, item, path))];
  }
  const entries = Object.entries(filter);
  if (entries.length === 0) return named;
  return entries.flatMap(([key, value]: [string, unknown]) => {
    const segments = key.split('.');
    const operator = segments.findIndex((segment) => segment.startsWith('$'));
    const extended = [...path, ...(operator < 0 ? segments : segments.slice(0, operator))];
    if (operator < 0) return filterPaths(db, value, extended);
    const [name, ...rest] = segments.slice(operator);
    // `$col` compares with another column, which may be a hidden one.
    if (!db.operators.has(name) || name === '$col') refuse();
    if (['$and', '$or', '$not'].includes(name)) {
      const inner = rest.length ? { [rest.join('.')]: value } : value;
      return filterPaths(db, inner, extended);
    }
    refuseOperators(value);
    return extended.length && !rest.length ? [extended.join('.')] : refuse();
  });
}

/** Throws if an operand contains operators: Sequelize would read `{$col: …}` in it as another column. */
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
