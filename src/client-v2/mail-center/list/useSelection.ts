import { useCallback, useMemo, useRef, useState } from 'react';
import type { Id } from '../../../common';
import type { MessageRow } from '../../api';
import type { Everything } from '../data/carry-out';
import type { EverythingChoice } from '../data/useEverything';

export interface Selection {
  ids: ReadonlySet<string>;
  /** Selected messages that are listed. */
  rows: MessageRow[];
  /** Selects or deselects a message. */
  toggle(row: MessageRow): void;
  /**
   * Selects everything from one message (by its id) to another. Continuing from there grows or shrinks the
   * same range.
   */
  extend(from: string | null, to: MessageRow): void;
  all(): void;
  clear(): void;
}

/** The current range: where it began and ends, and what else was selected. */
interface Span {
  anchor: string;
  head: string;
  base: ReadonlySet<string>;
}

/**
 * Tracks the selected messages. The selection survives a reload; messages that are no longer listed drop out.
 * With `everything`, all listed messages are selected except those that arrived after it was chosen;
 * selecting others ends that.
 */
export function useSelection(listed: MessageRow[], everything: EverythingChoice): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const span = useRef<Span | null>(null);
  const rows = useMemo(
    () =>
      listed.filter(({ id }) => (everything.chosen ? isIn(everything.chosen, id) : chosen.has(String(id)))),
    [listed, chosen, everything.chosen],
  );
  const ids = useMemo(() => new Set(rows.map(({ id }) => String(id))), [rows]);
  const latest = useRef({ listed, chosen: ids });
  latest.current = { listed, chosen: ids };
  const { clear: notEverything } = everything;

  const toggle = useCallback(
    (row: MessageRow) => {
      span.current = null;
      const next = new Set(latest.current.chosen);
      if (!next.delete(String(row.id))) next.add(String(row.id));
      setChosen((latest.current.chosen = next));
      notEverything();
    },
    [notEverything],
  );
  const extend = useCallback(
    (from: string | null, row: MessageRow) => {
      const to = String(row.id);
      const { listed: rows, chosen: base } = latest.current;
      const start = rows.some(({ id }) => String(id) === from) && from !== null ? from : to;
      const going = span.current?.head === start ? span.current : { anchor: start, base };
      span.current = { ...going, head: to };
      const between = idsBetween(rows, going.anchor, to);
      setChosen((latest.current.chosen = new Set([...going.base, ...(between.length > 0 ? between : [to])])));
      notEverything();
    },
    [notEverything],
  );
  const all = useCallback(() => setChosen(new Set(latest.current.listed.map(({ id }) => String(id)))), []);
  const clear = useCallback(() => {
    span.current = null;
    setChosen(new Set());
    notEverything();
  }, [notEverything]);

  return useMemo(() => ({ rows, ids, toggle, extend, all, clear }), [rows, ids, toggle, extend, all, clear]);
}

/** Messages stored after everything was selected aren't included. */
const isIn = ({ upTo }: Everything, id: Id): boolean => upTo !== null && BigInt(id) <= BigInt(upTo);

/** Returns the ids between two rows, in either direction; none if the first isn't listed. */
export function idsBetween(rows: MessageRow[], from: string | null, to: string): string[] {
  const ids = rows.map(({ id }) => String(id));
  const [a, b] = [from === null ? -1 : ids.indexOf(from), ids.indexOf(to)];
  return a < 0 || b < 0 ? [] : ids.slice(Math.min(a, b), Math.max(a, b) + 1);
}
