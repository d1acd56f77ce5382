import { useCallback, useMemo, useState } from 'react';
import type { Id } from '../../../common';
import { EVERYTHING, type ListQuery } from '../../mail-center/data/query';
import type { MailLocation } from '../../mail-center/location';

interface Place {
  folder: string | null;
  message: string | null;
  query: ListQuery;
}

/** What is open in a block. Unlike the mail center's, it isn't in the URL, which belongs to the page. */
export function useBlockLocation(folder: string | null, search: string): MailLocation {
  const start = useMemo(
    (): Place => ({ folder, message: null, query: { ...EVERYTHING, search } }),
    [folder, search],
  );
  const [state, setState] = useState({ start, place: start });
  const place = state.start === start ? state.place : start;
  const go = useCallback(
    (change: (place: Place) => Place) =>
      setState((old) => ({ start, place: change(old.start === start ? old.place : start) })),
    [start],
  );
  return useMemo(
    () => ({
      ...place,
      setQuery: (query: ListQuery) => go((old) => ({ ...old, query })),
      openFolder: (id: Id) => go(() => ({ folder: String(id), message: null, query: EVERYTHING })),
      openMessage: (id: Id | null) => go((old) => ({ ...old, message: id === null ? null : String(id) })),
      openIn: (id: Id, message: Id) =>
        go(() => ({ folder: String(id), message: String(message), query: EVERYTHING })),
    }),
    [place, go],
  );
}
