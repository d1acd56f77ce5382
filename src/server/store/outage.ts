import { ConnectionError, TimeoutError } from 'sequelize';

/**
 * SQLSTATE classes that speak of the database itself: 08 connection, 53 insufficient resources (disk full, too many
 * connections), 57 operator intervention (shutting down, starting up), 58 system error (input and output).
 */
const STATE = /^(08|53|57|58)/;
/** ER_DISK_FULL, ER_CON_COUNT_ERROR, ER_SERVER_SHUTDOWN, ER_LOCK_WAIT_TIMEOUT, ER_RECORD_FILE_FULL, ER_OPTION_PREVENTS_STATEMENT (read only). */
const MYSQL = new Set([1021, 1040, 1053, 1114, 1205, 1290]);
/** Of drivers, and of the file system below SQLite. */
const CODES =
  /^(SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN)|ECONN(REFUSED|RESET)|EPIPE|ENOSPC|EMFILE|ETIMEDOUT|PROTOCOL_CONNECTION_LOST|ER_SOCKET_UNEXPECTED_CLOSE)/;

/**
 * Whether an error says that the app's own database is away, full or busy: whatever was to be done has to wait, and
 * nobody's mailbox is to blame.
 */
export function isOutage(error: unknown): boolean {
  if (error instanceof ConnectionError || error instanceof TimeoutError) return true;
  if (!(error instanceof Error)) return false;
  const { original, message } = error as Error & { original?: unknown };
  // What pg says of a connection that ended under a query, and Sequelize of a pool that is being closed.
  if (/Connection terminated|ConnectionManager\.getConnection was called after/.test(message)) return true;
  if (original === undefined || original === null) return false;
  const { code, errno, sqlState } = original as { code?: unknown; errno?: unknown; sqlState?: unknown };
  if (typeof errno === 'number' && MYSQL.has(errno)) return true;
  if (typeof code === 'string' && CODES.test(code)) return true;
  const state = sqlState ?? code;
  return typeof state === 'string' && STATE.test(state);
}
