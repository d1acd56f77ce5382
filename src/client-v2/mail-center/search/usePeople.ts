import { useEffect, useState } from 'react';
import { foldText, uniqueAddresses, type MailAddress } from '../../../common';
import { useMailApi, type MessageRow } from '../../api';

/** Milliseconds to wait, so that not every letter causes a request. */
const PAUSE = 200;
/** Number of the newest messages searched for people. */
const MESSAGES = 50;

/**
 * Finds people in the reader's own messages whose name or address contains what is typed. Uses the search
 * index, because going through all addresses takes seconds in a large mailbox.
 */
export function usePeople(operator: string, value: string): MailAddress[] {
  const api = useMailApi();
  const field = operator === 'to' ? 'to' : 'from';
  const words = wordsOf(value);
  const query = words.join('').length < 2 ? '' : words.map((word) => `${field}:${word}`).join(' ');
  const [found, setFound] = useState<{ field: string; people: MailAddress[] }>({ field, people: [] });
  useEffect(() => {
    if (query === '') return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      api.messages({ q: query, limit: MESSAGES, signal: stop.signal }).then(
        ({ rows }) => !stop.signal.aborted && setFound({ field, people: peopleOf(rows, field) }),
        // Suggestions are only a convenience, so a failure is ignored.
        () => undefined,
      );
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [api, query, field]);
  if (query === '' || found.field !== field) return [];
  // The answer to a shorter text is filtered for the longer one until the next answer arrives.
  const needles = words.map((word) => foldText(word));
  return found.people.filter(({ name, address }) => {
    const text = foldText(`${name} ${address}`);
    return needles.every((needle) => text.includes(needle));
  });
}

/** Leaves out characters that have a meaning in a search. */
const wordsOf = (value: string): string[] =>
  value
    .replace(/["“”„«»「」『』()（）:：|｜]/g, ' ')
    .split(/\s+/)
    .filter(Boolean);

const peopleOf = (rows: MessageRow[], field: 'from' | 'to'): MailAddress[] =>
  uniqueAddresses(
    rows.flatMap(({ fromName, fromAddress, to }) =>
      field === 'to' ? to : [{ name: fromName, address: fromAddress }],
    ),
  ).filter(({ address }) => address !== '');
