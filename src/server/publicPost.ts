import { lookup, type LookupAddress } from 'node:dns';
import { request } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { MailError } from './errors';

/** Milliseconds to wait for the server's answer. */
const PATIENCE = 10_000;

/** IPv4 networks that contain no public servers (RFC 6890 and its registry). */
const PRIVATE_4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
];
/** Exceptions within the public IPv6 range; some of them embed IPv4 addresses. */
const PRIVATE_6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const blocked = new BlockList();
const open6 = new BlockList();
for (const [network = '', prefix] of PRIVATE_4.map((each) => each.split('/')))
  blocked.addSubnet(network, Number(prefix), 'ipv4');
for (const [network = '', prefix] of PRIVATE_6.map((each) => each.split('/')))
  blocked.addSubnet(network, Number(prefix), 'ipv6');
open6.addSubnet('2000::', 3, 'ipv6');

/** Whether an IP address is on the public internet. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !blocked.check(address, 'ipv4');
  return version === 6 && open6.check(address, 'ipv6') && !blocked.check(address, 'ipv6');
}

export interface PublicPostOptions {
  isAllowed?: (address: string) => boolean;
  patience?: number;
  /** Any other port is refused, because services there are mostly not meant for the public. '' is the default port. */
  port?: string;
}

/**
 * Posts a form to an address that a message names: only by https, only to a public server, and without cookies.
 * Doesn't follow redirects and doesn't read the answer. Throws `unsubscribe-failed`.
 */
export async function publicPost(
  address: string,
  form: string,
  { isAllowed = isPublicAddress, patience = PATIENCE, port = '' }: PublicPostOptions = {},
): Promise<void> {
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const wrong = url.protocol !== 'https:' || url.username !== '' || url.port !== port;
  // An IP address needs no lookup, so `publicLookup` would never check it.
  if (wrong || (isIP(host) !== 0 && !isAllowed(host))) throw failed('the address is not public');
  const signal = AbortSignal.timeout(patience);
  const status = await new Promise<number>((resolve, reject) => {
    const asked = request(
      url,
      {
        method: 'POST',
        agent: false,
        lookup: publicLookup(isAllowed),
        signal,
        headers: {
          'Content-Type': 'application/x-www-form-urlencoded',
          'Content-Length': Buffer.byteLength(form),
        },
      },
      (response) => {
        resolve(response.statusCode ?? 0);
        response.destroy();
      },
    );
    asked.on('error', reject);
    asked.end(form);
  }).catch((cause: unknown) => {
    throw failed(cause);
  });
  if (status < 200 || status > 299) throw failed(`the server answered ${status}`);
}

const failed = (cause: unknown) => new MailError('unsubscribe-failed', { cause });

/** Connects to exactly the addresses that were checked, so that a name can't lead elsewhere in between. */
const publicLookup =
  (isAllowed: (address: string) => boolean): LookupFunction =>
  (host, options, callback) =>
    lookup(host, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return callback(error, []);
      if (found.length === 0 || !found.every(({ address }) => isAllowed(address)))
        return callback(new Error('the address is not public'), []);
      const [first] = found;
      if (options.all || !first) callback(null, found);
      else callback(null, first.address, first.family);
    });
