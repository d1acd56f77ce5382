import { useCallback, useMemo } from 'react';
import { BULK, FOLLOW_UP, MESSAGE_SORTS, type Id } from '../../common';
import { EVERYTHING, type ListQuery } from './data/query';
import { useMailParams } from './useMailParams';

/** Pseudo-folder of messages waiting to be sent. */
export const OUTBOX = 'outbox';
export { BULK, FOLLOW_UP };
/** What can be open in place of a folder. */
export const ASIDES = [OUTBOX, FOLLOW_UP, BULK] as const;

export interface MailLocation {
  /** Id of a folder, one of {@link ASIDES}, or null for the first Inbox. */
  folder: string | null;
  /** With {@link BULK}, the bulk email that is open. */
  message: string | null;
  /** The folder's search and filter. */
  query: ListQuery;
  /** Adds no step to the history, because it is typed letter by letter. */
  setQuery(query: ListQuery): void;
  /** With `replace`, “back” doesn't return to what is open now. */
  openFolder(folder: Id, replace?: boolean): void;
  openMessage(id: Id | null): void;
  /** Opens a message in its folder. */
  openIn(folder: Id, message: Id): void;
}

/** What is open. Kept in the URL, so that reload, back and links to a message work. */
export function useMailLocation(): MailLocation {
  const [params, setParams] = useMailParams();
  const folder = params.get('folder');
  const message = params.get('message');

  const openFolder = useCallback(
    (id: Id, replace = false) => setParams(() => new URLSearchParams({ folder: String(id) }), { replace }),
    [setParams],
  );
  const openIn = useCallback(
    (folder: Id, message: Id) =>
      setParams(() => new URLSearchParams({ folder: String(folder), message: String(message) })),
    [setParams],
  );
  const openMessage = useCallback(
    (id: Id | null) =>
      setParams(
        (current) => {
          const next = new URLSearchParams(current);
          if (id === null) next.delete('message');
          else next.set('message', String(id));
          return next;
        },
        // Going from message to message is a single step in the history, so that "back" leads to the list.
        { replace: id === null || message !== null },
      ),
    [message, setParams],
  );
  const query = useMemo(() => queryOf(params), [params]);
  const setQuery = useCallback(
    (next: ListQuery) => setParams((current) => withQuery(current, next), { replace: true }),
    [setParams],
  );
  return useMemo(
    () => ({ folder, message, query, setQuery, openFolder, openMessage, openIn }),
    [folder, message, query, setQuery, openFolder, openMessage, openIn],
  );
}

const SHOWS = ['all', 'unread', 'flagged'] as const;

function queryOf(params: URLSearchParams): ListQuery {
  return {
    search: params.get('q') ?? EVERYTHING.search,
    show: SHOWS.find((show) => show === params.get('show')) ?? EVERYTHING.show,
    everywhere: params.get('in') === 'all',
    sort: MESSAGE_SORTS.find((sort) => sort === params.get('sort')) ?? EVERYTHING.sort,
  };
}

/** Leaves out defaults, to keep the URL short. */
function withQuery(params: URLSearchParams, { search, show, everywhere, sort }: ListQuery): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [name, value] of [
    ['q', search],
    ['show', show === EVERYTHING.show ? '' : show],
    ['in', everywhere ? 'all' : ''],
    ['sort', sort === EVERYTHING.sort ? '' : sort],
  ])
    if (value) next.set(name, value);
    else next.delete(name);
  return next;
}
