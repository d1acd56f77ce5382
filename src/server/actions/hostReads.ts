import { z } from 'zod';
import type { MailContext } from '../context';
import { asMailError, MailError } from '../errors';
import { use } from '../host';
import { isOutage } from '../store/db/outage';
import { fault, rowId, text, whole } from './parameters';
import { isOurs } from './paths';
import { readRequest } from './request';

/** How deep a filter may be nested and how many parts it may have: more than any page builder creates. */
const DEEPEST = 20;
const MOST_PARTS = 5000;

const names = z.union([text(1000), z.array(text(1000)).max(200)]).nullish();

/** Parts of a body: enough for as many folders as a mailbox may have, with the settings of each. */
const MOST_VALUES = 100_000;

const bounded = (most: number) =>
  z
    .unknown()
    .refine((value) => sizeOf(value, most) <= most, fault({ context: 'deep' }))
    .optional();
const FILTER = { filter: bounded(MOST_PARTS), values: bounded(MOST_VALUES) };

/** Parameters of the host's `list` and `get` for our collections. */
const READ = z.object({
  ...FILTER,
  page: whole(1, 1_000_000_000).nullish(),
  pageSize: whole(1, 10_000).nullish(),
  filterByTk: rowId.nullish(),
  ...{ sort: names, fields: names, appends: names, except: names },
});

/** Number of parts of a value; infinite if it is nested too deeply. */
function sizeOf(value: unknown, most: number, depth = 0): number {
  if (typeof value !== 'object' || value === null) return 1;
  if (depth >= DEEPEST) return Infinity;
  let size = 1;
  for (const part of Object.values(value)) {
    size += sizeOf(part, most, depth + 1);
    if (size > most) break;
  }
  return size;
}

/** Throws `invalid-input` for a read by the host's own actions that the database couldn't answer. */
export const checkHostRead = (params: unknown): void => void readRequest(READ, params);

/**
 * Throws `invalid-input` for a filter or a body that would overwhelm the host, which walks through both before any
 * action does.
 */
export const checkFilter = (params: unknown): void => void readRequest(z.object(FILTER), params);

const ASKED = ['filter', 'sort', 'fields', 'appends', 'except'] as const;

/**
 * Converts the error of a read by the host's own actions. The host leaves it to the database to refuse filter values
 * that don't fit their field's type, so anything that fails there, except for an outage, is the request's fault.
 */
export function hostReadError(error: unknown, params: Record<string, unknown>): MailError {
  const named = ASKED.filter((name) => params[name] != null);
  if (error instanceof MailError || isOutage(error) || named.length === 0) return asMailError(error);
  return new MailError('invalid-input', { cause: error, params: { field: named.join(', ') } });
}

/** The host's error, before any action named `destroy`, for a request that names no row. */
const namesNoRow = (error: unknown): boolean =>
  error instanceof Error && error.message.endsWith('filter or filterByTk is required');

/**
 * Before anyone else sees the request, the host answers "not found" to a filter that isn't JSON, and an internal error
 * to a URL that isn't properly encoded or names no row. For our resources, these are answered here.
 */
export function registerMalformed(ctx: MailContext, ownActions: readonly string[]): void {
  const resources = new Set(ownActions.map((name) => name.split(':')[0]));
  use(ctx, 'malformed', async (http, next) => {
    const [, resource = ''] = /\/(mail[A-Za-z]+)[:/]/.exec(http.path) ?? [];
    if (isOurs(resource) || resources.has(resource)) {
      check('filter', () => {
        if (typeof http.query.filter === 'string') JSON.parse(http.query.filter);
      });
      check('path', () => decodeURI(http.path));
    }
    await next().catch((error: unknown) => {
      throw namesNoRow(error) && resources.has(resource)
        ? new MailError('invalid-input', { params: { field: 'filterByTk', context: 'missing' } })
        : error;
    });
  });
}

function check(field: string, read: () => unknown): void {
  try {
    read();
  } catch (cause) {
    throw new MailError('invalid-input', { cause, params: { field } });
  }
}
