import { useEffect, useState } from 'react';
import type { MailAddress } from '../../../../common';
import { useMailApi } from '../../../api';

/** Milliseconds without typing before the server is asked, so that not every letter causes a request. */
const PAUSE = 200;

/** Suggests addresses from the reader's own messages that match what is being typed. */
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
        // Suggestions are only a convenience, so a failure is ignored.
        () => undefined,
      );
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [api, query]);
  if (query.length < 2 || !found.for) return [];
  // The answer to a shorter text is filtered for the longer one until the next answer arrives.
  const needle = query.toLowerCase();
  return found.list.filter(({ name, address }) => `${name}\n${address}`.toLowerCase().includes(needle));
}
