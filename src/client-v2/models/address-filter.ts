/** Fields with values stored in lower case. */
const LOWER_CASE = new Set(['address', 'domain', 'fromAddress']);

/**
 * Converts the mail addresses in a host filter to lower case, which is how they are stored. A data scope that
 * compares with a customer's `Maria@Example.org` thus finds her messages on every database.
 */
export function lowerAddresses(filter: unknown, field = ''): unknown {
  if (typeof filter === 'string') return LOWER_CASE.has(field) ? filter.trim().toLowerCase() : filter;
  if (Array.isArray(filter)) return filter.map((entry) => lowerAddresses(entry, field));
  if (!isPlain(filter)) return filter;
  return Object.fromEntries(
    Object.entries(filter).map(([key, value]) => [
      key,
      lowerAddresses(value, key.startsWith('$') ? field : lastPart(key)),
    ]),
  );
}

const lastPart = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
