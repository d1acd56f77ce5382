import { useEffect, useState } from 'react';
import { foldText, PLAIN, type MailAddress } from '../../../../common';
import { useMailApi } from '../../../api';

/** Milliseconds without typing before the server is asked, so that not every letter causes a request. */
const PAUSE = 200;

/** One letter finds too many people, one sign of another script doesn't. */
const isTooShort = (query: string): boolean => query.length < 2 && PLAIN.test(query);

/** Suggests addresses from the reader's own messages that match what is being typed, best ones first. */
export function useAddressSuggestions(text: string): MailAddress[] {
  const api = useMailApi();
  const [found, setFound] = useState<{ for: string; list: MailAddress[] }>({ for: '', list: [] });
  const query = text.trim();
  useEffect(() => {
    if (isTooShort(query) || /[<>,;]/.test(query)) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      api.suggestAddresses(query, stop.signal).then(
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
  if (isTooShort(query) || !found.for) return [];
  // The answer to a shorter text is filtered for the longer one until the next answer arrives.
  const words = foldText(query).split(/\s+/);
  return found.list.filter(({ name, address }) => {
    const text = foldText(`${name}\n${address}`);
    return words.every((word) => text.includes(word));
  });
}
