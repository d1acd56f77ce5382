import { useEffect, useState } from 'react';
import type { MailAddress } from '../../common';
import { useMailApi } from '../api';

/** Long enough not to ask at every letter. */
const PAUSE = 200;

/** Addresses from the reader's own mail that match what is being typed. */
export function useAddressSuggestions(text: string): MailAddress[] {
  const api = useMailApi();
  const [found, setFound] = useState<{ for: string; list: MailAddress[] }>({ for: '', list: [] });
  const query = text.trim();
  useEffect(() => {
    if (query.length < 2 || /[<>,;]/.test(query)) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      api.knownAddresses(query, stop.signal).then(
        (list) => !stop.signal.aborted && setFound({ for: query, list }),
        // Suggestions are a help, not a need.
        () => undefined,
      );
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [api, query]);
  if (query.length < 2 || !found.for) return [];
  // The answer to a shorter text holds for a longer one until the next is here.
  const needle = query.toLowerCase();
  return found.list.filter(({ name, address }) => `${name}\n${address}`.toLowerCase().includes(needle));
}
