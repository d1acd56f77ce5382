import { useCallback, useState } from 'react';

/** A width that the browser remembers. */
export function useStoredWidth(name: string, initial: number): [number, (width: number) => void] {
  const key = `mail-center:${name}`;
  const [width, setWidth] = useState(() => Number(readItem(key)) || initial);
  const store = useCallback(
    (next: number) => {
      setWidth(next);
      writeItem(key, String(next));
    },
    [key],
  );
  return [width, store];
}

/** Storage may be switched off (private windows, embedded pages): then nothing is remembered. */
function readItem(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function writeItem(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // See readItem.
  }
}
