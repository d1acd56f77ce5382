import { isUtf8 } from 'node:buffer';
import { unfoldedLines } from '../patterns';
import { decodeCharset } from './charset';

/** Maximum octets of a header section; anything beyond is dropped. */
const MAX_HEADER = 256 * 1024;
const MAX_FIELDS = 2000;
/** Maximum characters of one field: 500 recipients with long names. */
const MAX_FIELD = 128 * 1024;

/** The fields of a header section by name (in lower case), each with its values in their original order. */
export type HeaderFields = ReadonlyMap<string, readonly string[]>;

/**
 * The fields of a header section (RFC 5322 §2.2), unfolded; encoded words stay encoded. Non-ASCII octets are UTF-8 (RFC
 * 6532) or a legacy charset. A section without an end is read up to a limit.
 */
export function headerFields(section: Buffer): HeaderFields {
  const fields = new Map<string, string[]>();
  let count = 0;
  for (const line of unfoldedLines(section.subarray(0, MAX_HEADER).toString('latin1'))) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    if (++count > MAX_FIELDS) break;
    const name = line.slice(0, Math.min(colon, 200)).trim().toLowerCase();
    const value = beyondAscii(line.slice(colon + 1, colon + 1 + MAX_FIELD).trim());
    const known = fields.get(name);
    if (known) known.push(value);
    else fields.set(name, [value]);
  }
  return fields;
}

/** The value of a field that may occur only once: the first one, as in most programs; '' if there is none. */
export const fieldOf = (fields: HeaderFields, name: string): string => fields.get(name)?.[0] ?? '';

function beyondAscii(value: string): string {
  if (!/[\x80-\xff]/.test(value)) return value;
  const octets = Buffer.from(value, 'latin1');
  return isUtf8(octets) ? octets.toString() : decodeCharset(octets, null);
}
