import type { Id } from '../../common';
import { MailError } from '../errors';

const MAX_ROWS = 100;

/** A mail's place in a list. */
export interface ListPlace {
  receivedAt: Date;
  id: Id;
}

/** A place as a client hands it back: nothing to be understood there, and nothing that has to be kept secret. */
export const writeCursor = ({ receivedAt, id }: ListPlace): string =>
  Buffer.from(`${receivedAt.getTime()} ${id}`).toString('base64url');

/** Null for anything that {@link writeCursor} did not write. */
function readCursor(cursor: unknown): ListPlace | null {
  if (typeof cursor !== 'string' || cursor.length > 100) return null;
  const [, time, id] = /^(-?\d{1,15}) (\d{1,19})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  return time === undefined || id === undefined ? null : { receivedAt: new Date(Number(time)), id };
}

/** Where a page begins, as a request names it; null for the first one. */
export const beforeOf = (cursor: unknown): ListPlace | null =>
  cursor == null ? null : (readCursor(cursor) ?? invalid('before'));

/** How many rows a request asks for. */
export function limitOf(value: unknown): number {
  const limit = Number(value ?? 50);
  return Number.isInteger(limit) && limit >= 1 && limit <= MAX_ROWS ? limit : invalid('limit');
}

/** Refuses a request whose parameter is not what it may be. */
export function invalid(field: string): never {
  throw new MailError('invalid-input', { params: { field } });
}
