import { useCallback, useState } from 'react';
import type { Id } from '../../../common';
import { readItem, writeItem } from '../layout/stored';

const KEY = 'mail-center:favourites';

/** Folders shown before all others. This browser remembers them. */
export function useFavourites(): { ids: readonly string[]; toggle(id: Id): void } {
  const [ids, setIds] = useState(() => parseIds(readItem(KEY)));
  const toggle = useCallback((id: Id) => {
    // Another tab may have changed them.
    const now = parseIds(readItem(KEY));
    const key = String(id);
    const next = now.includes(key) ? now.filter((each) => each !== key) : [...now, key];
    writeItem(KEY, next.join(' '));
    setIds(next);
  }, []);
  return { ids, toggle };
}

const parseIds = (text: string | null): string[] =>
  (text ?? '').split(' ').filter((id) => /^\d{1,19}$/.test(id));
