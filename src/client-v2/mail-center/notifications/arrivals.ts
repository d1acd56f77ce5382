import type { MessageRow } from '../../api';

/** The point up to which messages have been announced, in any tab of this browser. */
export interface Mark {
  /** The id of the message stored last. */
  id: string;
  /** When that was checked, in milliseconds since 1970. */
  at: number;
}

/** Milliseconds of tolerance, because clocks differ and messages take a while to arrive. */
const LEEWAY = 10 * 60_000;

/**
 * Returns the messages that have arrived since. Loading a mailbox for the first time brings old messages,
 * which aren't news.
 */
export const arrivedSince = (rows: readonly MessageRow[], mark: Mark): MessageRow[] =>
  rows.filter(
    ({ id, receivedAt, seen }) =>
      !seen && BigInt(id) > BigInt(mark.id) && new Date(receivedAt).getTime() > mark.at - LEEWAY,
  );

/** Returns the mark after these rows have been examined. */
export function markAfter(rows: readonly MessageRow[], before: Mark | null, now: number): Mark {
  const ids = [...rows.map(({ id }) => BigInt(id)), BigInt(before?.id ?? 0)];
  return { id: String(ids.reduce((most, id) => (id > most ? id : most))), at: now };
}

/** Parses a stored mark; null if there is none. */
export function parseMark(text: string | null): Mark | null {
  const [, id, at] = /^(\d{1,19}) (\d{1,15})$/.exec(text ?? '') ?? [];
  return id && at ? { id, at: Number(at) } : null;
}

export const formatMark = ({ id, at }: Mark): string => `${id} ${at}`;
