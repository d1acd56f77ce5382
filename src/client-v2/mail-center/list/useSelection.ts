import { useCallback, useMemo, useRef, useState } from 'react';
import type { MessageRow } from '../../api';

export interface Selection {
  ids: ReadonlySet<string>;
  /** Chosen mails that are listed. */
  rows: MessageRow[];
  toggle(row: MessageRow, range: boolean): void;
  all(): void;
  clear(): void;
}

/** Which mails are chosen. It survives a re-read; what is no longer listed drops out. */
export function useSelection(listed: MessageRow[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef<string | null>(null);
  const latest = useRef(listed);
  latest.current = listed;

  const toggle = useCallback((row: MessageRow, range: boolean) => {
    const id = String(row.id);
    setChosen((current) => {
      const next = new Set(current);
      const between = range ? idsBetween(latest.current, anchor.current, id) : [];
      if (between.length > 0) between.forEach((member) => next.add(member));
      else if (!next.delete(id)) next.add(id);
      return next;
    });
    if (!range) anchor.current = id;
  }, []);
  const all = useCallback(() => setChosen(new Set(latest.current.map(({ id }) => String(id)))), []);
  const clear = useCallback(() => setChosen(new Set()), []);

  return useMemo(() => {
    const rows = listed.filter(({ id }) => chosen.has(String(id)));
    return { rows, ids: new Set(rows.map(({ id }) => String(id))), toggle, all, clear };
  }, [listed, chosen, toggle, all, clear]);
}

/** Ids from one row to another, in either direction; none when the first is not listed. */
export function idsBetween(rows: MessageRow[], from: string | null, to: string): string[] {
  const ids = rows.map(({ id }) => String(id));
  const [a, b] = [from === null ? -1 : ids.indexOf(from), ids.indexOf(to)];
  return a < 0 || b < 0 ? [] : ids.slice(Math.min(a, b), Math.max(a, b) + 1);
}
