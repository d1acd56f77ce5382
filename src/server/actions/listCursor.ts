import type { Id } from '../../common';

/** A mail's place in a list. */
export interface ListPlace {
  receivedAt: Date;
  id: Id;
}

/** A place as a client hands it back: nothing to be understood there, and nothing that has to be kept secret. */
export const writeCursor = ({ receivedAt, id }: ListPlace): string =>
  Buffer.from(`${receivedAt.getTime()} ${id}`).toString('base64url');

/** Null for anything that {@link writeCursor} did not write. */
export function readCursor(cursor: unknown): ListPlace | null {
  if (typeof cursor !== 'string' || cursor.length > 100) return null;
  const [, time, id] = /^(-?\d{1,15}) (\d{1,19})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  return time === undefined || id === undefined ? null : { receivedAt: new Date(Number(time)), id };
}
