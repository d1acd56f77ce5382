import type { MailAddress } from '../../../common';
import type { SendPayload } from './payload';

/** The same message reduced to these recipients, each still in its own field. */
export function narrowed(compose: SendPayload, addresses: readonly string[]): SendPayload {
  const keys = new Set(addresses.map((address) => address.toLowerCase()));
  const of = (list: MailAddress[]) => list.filter(({ address }) => keys.has(address.toLowerCase()));
  return { ...compose, to: of(compose.to), cc: of(compose.cc), bcc: of(compose.bcc) };
}
