import { ForeignKeyConstraintError, UniqueConstraintError } from 'sequelize';

/**
 * SQLSTATE classes that blame a value, not the database: 22 data exception (bytes or characters that it doesn't accept,
 * too long, out of range), 54 program limit exceeded (PostgreSQL: an index entry or a tsvector that is too large).
 */
const VALUE_CLASS = /^(22|54)/;

/**
 * The same for servers that report HY000: ER_NET_PACKET_TOO_LARGE, ER_TRUNCATED_WRONG_VALUE_FOR_FIELD,
 * ER_DATA_TOO_LONG, ER_INVALID_JSON_TEXT (MySQL), ER_CONSTRAINT_FAILED (MariaDB's check of JSON).
 */
const MYSQL = new Set([1153, 1366, 1406, 3140, 4025]);
const SQLITE = new Set(['SQLITE_TOOBIG', 'SQLITE_MISMATCH']);

/**
 * Whether a database, or its driver, refuses data because of the values in it, and so would refuse it each time. A
 * database that is away, full or busy is something else.
 */
export function isValueRefused(error: unknown): boolean {
  // Another writer's row is in the way, or a row has since been deleted.
  if (error instanceof UniqueConstraintError || error instanceof ForeignKeyConstraintError) return false;
  // An invalid date.
  if (error instanceof RangeError) return true;
  const { original } = error as {
    original?: { code?: unknown; errno?: unknown; sqlState?: unknown };
  };
  if (!original) return false;
  const { code, errno, sqlState } = original;
  if (typeof code === 'string' && SQLITE.has(code)) return true;
  if (typeof errno === 'number' && MYSQL.has(errno)) return true;
  const state = sqlState ?? code;
  return typeof state === 'string' && VALUE_CLASS.test(state);
}

/**
 * Stores `items` together. If the database refuses their values, they're halved until the guilty ones are alone: those
 * are passed to `guilty`, and all others are stored. Any other failure is thrown, with some items stored by then.
 */
export async function inHalves<T>(
  items: readonly T[],
  store: (some: readonly T[]) => Promise<unknown>,
  guilty: (one: T) => Promise<unknown>,
): Promise<void> {
  try {
    await store(items);
  } catch (error) {
    if (items.length === 0 || !isValueRefused(error)) throw error;
    const [only] = items;
    if (items.length === 1 && only !== undefined) {
      await guilty(only);
      return;
    }
    const middle = Math.ceil(items.length / 2);
    await inHalves(items.slice(0, middle), store, guilty);
    await inHalves(items.slice(middle), store, guilty);
  }
}
