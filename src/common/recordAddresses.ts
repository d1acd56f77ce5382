import type { MailAddress } from './types';

/** Maximum addresses, and maximum domains, by which a record's messages are looked up. */
export const MOST_RECORD_ADDRESSES = 100;

/** Whose messages belong to a record: those from and to these addresses, and from and to anybody at these domains. */
export interface RecordAddressesView {
  people: MailAddress[];
  /** Only if domains were asked for; without those where anybody can get an address, and without the caller's own. */
  domains: string[];
  /** Whether the record has more than that. */
  more: boolean;
}
