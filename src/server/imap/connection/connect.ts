import { ImapFlow } from 'imapflow';
import type { Endpoint, Login } from '../../providers/provider';
import { connectionLimiterFor, type WaitOptions } from '../../semaphore';
import { toMailError } from './errors';
import { Mailbox } from './mailbox';
import { Sensor } from './sensor';

const CONNECT_TIMEOUT = 20_000;
const GREETING_TIMEOUT = 15_000;
/** Milliseconds of silence. imapflow then probes an idling connection and drops any other. */
const SOCKET_TIMEOUT = 120_000;
/** Octets. The largest literal that we request is far smaller; a hostile server must not fill our memory. */
const MAX_LITERAL = 32 * 1024 * 1024;
/** Octets. Fits the answer to a SEARCH that matches two million messages. */
const MAX_LINE = 16 * 1024 * 1024;

/**
 * Opens an IMAP connection and authenticates with XOAUTH2 or a password, once the per-server limit allows it. Throws
 * MailErrors.
 */
export function connect(endpoint: Endpoint, login: Login, place: WaitOptions = {}): Promise<Mailbox> {
  return connectionLimiterFor(endpoint).run(() => opened(endpoint, login, place.signal), place);
}

async function opened(endpoint: Endpoint, login: Login, signal: AbortSignal | undefined): Promise<Mailbox> {
  // An abort before the listener is attached would go unnoticed.
  signal?.throwIfAborted();
  const sensor = new Sensor();
  const client = new ImapFlow({
    host: endpoint.host,
    port: endpoint.port,
    secure: endpoint.security === 'tls',
    ...(endpoint.security === 'starttls' ? { doSTARTTLS: true } : {}),
    auth: 'password' in login ? { user: login.user, pass: login.password } : { ...login },
    // ID (RFC 2971): helps an admin find us in the logs. No version, because that would only help an attacker.
    clientInfo: { name: 'NocoBase email manager', vendor: false, version: false, 'support-url': false },
    disableAutoIdle: true,
    connectionTimeout: CONNECT_TIMEOUT,
    greetingTimeout: GREETING_TIMEOUT,
    socketTimeout: SOCKET_TIMEOUT,
    maxLineLength: MAX_LINE,
    maxLiteralSize: MAX_LITERAL,
    maxResponseSize: 2 * MAX_LITERAL,
    maxLockHoldTime: false,
    logger: sensor,
  });
  const mailbox = new Mailbox(client, sensor);
  // Attached before connect(): an `error` event without a listener would end the process.
  client.on('error', (error) => mailbox.fail(error));
  const callOff = () => client.close();
  signal?.addEventListener('abort', callOff, { once: true });
  try {
    await client.connect();
  } catch (error) {
    client.close();
    signal?.throwIfAborted();
    // A throttling server is reachable; the error that follows is just us closing the connection.
    const reason = mailbox.reason(error);
    throw reason.code === 'throttled'
      ? reason
      : toMailError(error, { connecting: true, byeReason: client.byeReason });
  } finally {
    signal?.removeEventListener('abort', callOff);
  }
  return mailbox;
}
