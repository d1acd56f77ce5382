import { ImapFlow } from 'imapflow';
import type { Endpoint, Login } from '../providers/provider';
import { doorOf, type Place } from '../slots';
import { toMailError } from './errors';
import { Mailbox } from './mailbox';
import { Sensor } from './sensor';

const CONNECT_TIMEOUT = 20_000;
const GREETING_TIMEOUT = 15_000;
/** Of silence. An idling connection is probed by imapflow after it, any other one is given up. */
const SOCKET_TIMEOUT = 120_000;
/** A mail's largest literal we ask for is far below; a hostile server must not fill our memory. */
const MAX_LITERAL = 32 * 1024 * 1024;

/**
 * Opens an IMAP connection and authenticates with XOAUTH2, when it is this connection's turn at the server.
 * Faults are MailErrors.
 */
export function connect(endpoint: Endpoint, login: Login, place: Place = {}): Promise<Mailbox> {
  return doorOf(endpoint).run(() => opened(endpoint, login, place.signal), place);
}

async function opened(endpoint: Endpoint, login: Login, signal: AbortSignal | undefined): Promise<Mailbox> {
  const sensor = new Sensor();
  const client = new ImapFlow({
    host: endpoint.host,
    port: endpoint.port,
    secure: endpoint.security === 'tls',
    ...(endpoint.security === 'starttls' ? { doSTARTTLS: true } : {}),
    auth: { user: login.user, accessToken: login.accessToken },
    // ID (RFC 2971): helps an admin find us in the logs. No version: it would only help an attacker.
    clientInfo: { name: 'NocoBase email manager', vendor: false, version: false, 'support-url': false },
    disableAutoIdle: true,
    connectionTimeout: CONNECT_TIMEOUT,
    greetingTimeout: GREETING_TIMEOUT,
    socketTimeout: SOCKET_TIMEOUT,
    maxLiteralSize: MAX_LITERAL,
    maxResponseSize: 2 * MAX_LITERAL,
    maxLockHoldTime: false,
    logger: sensor,
  });
  const mailbox = new Mailbox(client, sensor);
  // Before connect(): an `error` event without a listener would end the process.
  client.on('error', (error) => mailbox.fail(error));
  const callOff = () => client.close();
  signal?.addEventListener('abort', callOff, { once: true });
  try {
    await client.connect();
  } catch (error) {
    client.close();
    signal?.throwIfAborted();
    // A server that throttles is there: what follows is only us closing the connection.
    const reason = mailbox.reason(error);
    throw reason.code === 'throttled'
      ? reason
      : toMailError(error, { connecting: true, byeReason: client.byeReason });
  } finally {
    signal?.removeEventListener('abort', callOff);
  }
  return mailbox;
}
