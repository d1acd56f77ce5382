import { useCallback, useState } from 'react';
import { readItem, writeItem } from './stored';

/** A width or height that the browser remembers. */
export function useStoredSize(name: string, initial: number): [number, (size: number) => void] {
  const key = `mail-center:${name}`;
  const [size, setSize] = useState(() => Number(readItem(key)) || initial);
  const store = useCallback(
    (next: number) => {
      setSize(next);
      writeItem(key, String(next));
    },
    [key],
  );
  return [size, store];
}
