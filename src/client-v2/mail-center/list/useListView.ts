import { useCallback, useSyncExternalStore } from 'react';
import { readItem, writeItem } from '../layout/stored';
import { formatView, parseView, type ListView } from './list-view';

const KEY = 'mail-center:list-view';
const listeners = new Set<() => void>();
let current: ListView | undefined;

/** The look of the list, shared by all its users. The browser remembers it. */
export function useListView(): [ListView, (view: ListView) => void] {
  const view = useSyncExternalStore(subscribe, read);
  const store = useCallback((next: ListView) => {
    current = next;
    writeItem(KEY, formatView(next));
    listeners.forEach((listener) => listener());
  }, []);
  return [view, store];
}

const read = (): ListView => (current ??= parseView(readItem(KEY)));

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
