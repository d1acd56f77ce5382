import { MailError } from '../errors';

/** RFC 8314 §3.3: submission over TLS from the first byte. */
export const SUBMISSIONS_PORT = 465;

/** RFC 1123 host name, or a bracketed IPv6 address, and a port. */
const SERVER = /^(\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?):(\d{1,5})$/i;

/** Splits `host:port`. Throws a MailError that names the field if it is anything else. */
export function serverOf(value: string, field: string): { host: string; port: number } {
  const [, host = '', port = ''] = SERVER.exec(value) ?? [];
  if (!host || Number(port) < 1 || Number(port) > 65535)
    throw new MailError('invalid-server', { params: { field } });
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}
