import { useCallback, useState } from 'react';
import { readItem, writeItem } from './stored';

/** One of several choices, which the browser remembers. The first one is the default. */
export function useStoredChoice<Choice extends string>(
  name: string,
  choices: readonly [Choice, ...Choice[]],
): [Choice, (choice: Choice) => void] {
  const key = `mail-center:${name}`;
  const [choice, setChoice] = useState(() => choices.find((each) => each === readItem(key)) ?? choices[0]);
  const store = useCallback(
    (next: Choice) => {
      setChoice(next);
      writeItem(key, next);
    },
    [key],
  );
  return [choice, store];
}
