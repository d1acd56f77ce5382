import { ConnectionError, TimeoutError } from 'sequelize';

/**
 * SQLSTATEs that are about the database itself. Classes: 08 connection, 53 insufficient resources (disk full, too many
 * connections), 57 operator intervention (shutting down, starting up, cancelled), 58 system error (input and output).
 * Single ones: 25006 read only (a standby after a failover), 25P03 idle in a transaction for too long, 40001 and 40P01
 * conflicts that don't end (store/db/transaction.ts retries them), 55P03 a lock that isn't available.
 */
const STATE = /^(08|53|57|58|25006|25P03|40001|40P01|55P03)/;
/**
 * The same for MariaDB and MySQL, by number. Resources: 1021 disk full, 1040 and 1203 too many connections, 1114 table
 * full, 1226 a user's limit. Shutting down: 1053, 1077, 1079, 1080. Connection: 1152, 1158 to 1161, 1184, 1927 killed,
 * 2002, 2003, 2006, 2013, 2055, 4031 idle for too long. Interrupted: 1317, 1969, 3024. Busy: 1205, 1213. Read only:
 * 1290, 1792, 1836.
 */
const MYSQL = new Set([
  ...[1021, 1040, 1203, 1114, 1226],
  ...[1053, 1077, 1079, 1080],
  ...[1152, 1158, 1159, 1160, 1161, 1184, 1927, 2002, 2003, 2006, 2013, 2055, 4031],
  ...[1317, 1969, 3024],
  ...[1205, 1213],
  ...[1290, 1792, 1836],
]);
/** Error codes of drivers, of sockets, and of the file system below SQLite. */
const CODES =
  /^(SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN|INTERRUPT|NOMEM|PROTOCOL)|E(CONNREFUSED|CONNRESET|CONNABORTED|PIPE|NOSPC|MFILE|NFILE|TIMEDOUT|NOTFOUND|AI_AGAIN|HOSTUNREACH|NETUNREACH)|PROTOCOL_CONNECTION_LOST|PROTOCOL_SEQUENCE_TIMEOUT|ER_SOCKET_UNEXPECTED_CLOSE|ER_CMD_CONNECTION_CLOSED)/;
/**
 * Errors without a code. From pg: a connection that ended during a query, or that turns out to be dead at the next
 * query of a transaction or at its commit. From mysql2 and sqlite3: a connection that was already closed. From
 * Sequelize: a pool that is being closed. `outage.test.ts` beside the stores' tests provokes them.
 */
const TEXTS =
  /Connection terminated|not queryable|connection is in closed state|Database (handle )?is closed|ConnectionManager\.getConnection was called after|Query read timeout/;

/**
 * Whether an error says that the app's own database is away, full or busy: the work has to wait, and nobody's mailbox
 * is to blame.
 */
export function isOutage(error: unknown): boolean {
  if (error instanceof ConnectionError || error instanceof TimeoutError) return true;
  if (!(error instanceof Error)) return false;
  const { original, message, severity, code: state } = error as Error & Record<string, unknown>;
  if (TEXTS.test(message)) return true;
  // PostgreSQL's own error, which Sequelize passes on unchanged while it sets up a new connection.
  if (severity !== undefined && typeof state === 'string' && STATE.test(state)) return true;
  // Only errors that Sequelize reports for the database: ECONNRESET can also come from a mail server's socket.
  if (original === undefined || original === null) return false;
  const { code, errno, sqlState } = original as { code?: unknown; errno?: unknown; sqlState?: unknown };
  if (typeof errno === 'number' && MYSQL.has(errno)) return true;
  if (typeof code === 'string' && CODES.test(code)) return true;
  const sqlCode = sqlState ?? code;
  return typeof sqlCode === 'string' && STATE.test(sqlCode);
}

/**
 * Marks the error that ended a transaction as the database's. Sequelize passes on a socket's own error when it gives up
 * a connection that broke at the commit, and nothing else would tell it from a mail server's.
 */
export function ofDatabase(error: unknown): unknown {
  if (!(error instanceof Error) || 'original' in error || !('syscall' in error)) return error;
  return new ConnectionError(error);
}
