import { addrSpec } from '../mime/recipients';
import type { NewRecipient } from '../store/campaigns/recipients';

/** Characters of a name, and of an address that isn't valid. */
const LONGEST = 320;
/** Several addresses in one text. */
const BETWEEN = /[\s,;]+/;
/** Maximum addresses in one text. */
const MOST = 50;

const line = (text: string): string =>
  text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST)
    .toWellFormed();

/** Somebody in a list of recipients; an address that nothing can be sent to is listed with its reason. */
export function listedAddress(name: string, address: string, recordKey: string | null): NewRecipient {
  const typed = line(address);
  const checked = addrSpec(typed);
  const reason = checked ? null : typed === '' ? 'noAddress' : 'invalid';
  return { name: line(name), address: checked ?? typed, recordKey, reason };
}

/** Everybody whose address a field of a record contains. */
export function addressesIn(text: string, name: string, recordKey: string): NewRecipient[] {
  const found = text
    .slice(0, 20 * LONGEST)
    .split(BETWEEN, MOST)
    .filter(Boolean);
  // A record's title names its address only if there is just one.
  return found.map((address) => listedAddress(found.length === 1 ? name : '', address, recordKey));
}
