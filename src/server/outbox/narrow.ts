import type { ComposeInput, MailAddress } from '../../common';

/** The same mail to these recipients alone, each where it was. */
export function narrowed(compose: ComposeInput, addresses: readonly string[]): ComposeInput {
  const keys = new Set(addresses.map((address) => address.toLowerCase()));
  const of = (list: MailAddress[]) => list.filter(({ address }) => keys.has(address.toLowerCase()));
  return { ...compose, to: of(compose.to), cc: of(compose.cc), bcc: of(compose.bcc) };
}
