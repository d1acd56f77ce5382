import { isIP } from 'node:net';
import { connect } from 'node:tls';
import { MailError } from '../../errors';
import type { Endpoint, LoginKind } from '../../providers/provider';
import { toMailError } from './errors';

/** Milliseconds of silence after which the probe fails. */
const TIMEOUT = 8_000;
/** Maximum octets read; a greeting and a capability list take a few hundred. */
const LIMIT = 16_384;

/**
 * Checks whether an IMAP server is usable, as far as that shows without a login: it answers over TLS (RFC 8314) with a
 * trusted certificate, greets (RFC 9051 §7.1) and, if tokens are used to log in, offers XOAUTH2. Throws a MailError
 * that says what is wrong.
 */
export async function probeImap({ host, port }: Endpoint, loginKind: LoginKind): Promise<void> {
  let capabilities: string;
  try {
    capabilities = await converse(host, port);
  } catch (error) {
    throw toMailError(error, { connecting: true });
  }
  if (loginKind === 'token' && !/ AUTH=XOAUTH2\b/i.test(capabilities)) throw new MailError('xoauth2-missing');
}

/** The server's lines after its greeting, up to the answer to CAPABILITY. */
async function converse(host: string, port: number): Promise<string> {
  const socket = connect({ host, port, servername: isIP(host) ? undefined : host, minVersion: 'TLSv1.2' });
  socket.setTimeout(TIMEOUT, () => {
    socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' }));
  });
  socket.setEncoding('latin1');
  let heard = '';
  let asked = false;
  for await (const chunk of socket) {
    heard += String(chunk);
    if (heard.length > LIMIT) break;
    if (asked) {
      if (/^a OK\b/im.test(heard)) {
        socket.end('b LOGOUT\r\n');
        return heard;
      }
    } else if (heard.includes('\r\n')) {
      if (!/^\* OK\b/i.test(heard)) break;
      asked = true;
      heard = '';
      socket.write('a CAPABILITY\r\n');
    }
  }
  throw new MailError('server-unavailable', { cause: new Error('no IMAP server') });
}
