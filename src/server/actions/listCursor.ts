import type { Id } from '../../common';
import { isId } from './isId';

/** A message's position in a list. */
export interface ListPlace {
  receivedAt: Date;
  id: Id;
  /** The value the list is sorted by, for the message at this place; undefined if it's sorted by date. */
  key?: string | number;
}

/** Encodes a place for clients to send back. It's opaque to them, but not secret. */
export const writeCursor = ({ receivedAt, id, key }: ListPlace): string =>
  Buffer.from([receivedAt.getTime(), id, ...(key === undefined ? [] : [key])].join(' ')).toString(
    'base64url',
  );

/** The years 1 to 9999, which every database accepts in a date. */
const [FIRST, LAST] = [Date.parse('0001-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59.999Z')];

/** null for anything that {@link writeCursor} didn't write. */
export function readCursor(cursor: string): ListPlace | null {
  const written = Buffer.from(cursor, 'base64url').toString();
  // No database accepts U+0000 in a text.
  const [, time = NaN, id = '', key] = /^(-?\d{1,15}) (\d{1,19})(?: ([^\0]*))?$/.exec(written) ?? [];
  const fits = Number(time) >= FIRST && Number(time) <= LAST && isId(id);
  return fits ? { receivedAt: new Date(Number(time)), id, ...(key === undefined ? {} : { key }) } : null;
}
