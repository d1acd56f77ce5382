import { useEffect, useRef, useState } from 'react';
import { PLAIN, type GroupView, type SearchableBook } from '../../../../common';
import { useMailApi } from '../../../api';
import { matchingGroups, matchingPeople, mergeSuggestions, type Suggestion } from './suggestions';

/** Milliseconds without typing before the server is asked, so that not every letter causes a request. */
const PAUSE = 200;
/** The source of the reader's own messages; those of address books are named like their collections. */
const OWN = '';

/** One letter finds too many people; one sign of another script doesn't. */
const isTooShort = (query: string): boolean => query.length < 2 && PLAIN.test(query);

/**
 * Suggests whom what is being typed may mean: groups, then people from the reader's own messages, best ones first, and
 * then from address books. Each source is asked on its own, so a slow one delays no other. Suggestions are only a
 * convenience, so a failure is ignored.
 */
export function useAddressSuggestions(text: string): Suggestion[] {
  const api = useMailApi();
  const books = useRef<Promise<SearchableBook[]>>();
  const [groups, setGroups] = useState<GroupView[]>();
  const [found, setFound] = useState<ReadonlyMap<string, Suggestion[]>>(new Map());
  const query = text.trim();
  useEffect(() => {
    if (isTooShort(query) || /[<>,;]/.test(query)) return;
    const stop = new AbortController();
    const show = (source: string, list: Suggestion[]) => {
      if (!stop.signal.aborted) setFound((before) => new Map(before).set(source, list));
    };
    const searchBooks = async () => {
      books.current ??= api.searchableBooks().catch(() => {
        books.current = undefined;
        return [];
      });
      const list = await books.current;
      if (stop.signal.aborted) return;
      // In the administrator's order, whichever answers first.
      const sources = [OWN, ...list.map(({ collection }) => collection)];
      setFound((before) => new Map(sources.map((source) => [source, before.get(source) ?? []])));
      for (const { collection, title } of list)
        api.searchBook(collection, query, stop.signal).then(
          (entries) =>
            show(
              collection,
              entries.map((entry) => ({ ...entry, source: title })),
            ),
          () => show(collection, []),
        );
    };
    const timer = setTimeout(() => {
      api.suggestAddresses(query, stop.signal).then(
        (list) => show(OWN, list),
        () => undefined,
      );
      void searchBooks();
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [api, query]);
  const isTyping = !isTooShort(query);
  useEffect(() => {
    // Asked for each recipient, because a group may have been added or changed meanwhile.
    if (!isTyping) return;
    let isCurrent = true;
    api.groups().then(
      (list) => isCurrent && setGroups(list),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [api, isTyping]);
  if (!isTyping) return [];
  const own = found.get(OWN) ?? [];
  const others = [...found].flatMap(([source, list]) => (source === OWN ? [] : list));
  // The answer to a shorter text is filtered for the longer one until the next answer arrives.
  const people = matchingPeople([...own, ...others], query);
  return mergeSuggestions([...matchingGroups(groups ?? [], query), ...people]);
}
