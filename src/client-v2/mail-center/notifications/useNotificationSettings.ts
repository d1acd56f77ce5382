import { useCallback, useSyncExternalStore } from 'react';
import { readItem, writeItem } from '../layout/stored';
import { parseSettings, type NotificationSettings } from './settings';

const KEY = 'mail-center:notifications';
const listeners = new Set<() => void>();
let current: NotificationSettings | undefined;

/** This browser's notification settings, remembered and shared by all tabs. */
export function useNotificationSettings(): [NotificationSettings, (settings: NotificationSettings) => void] {
  const settings = useSyncExternalStore(subscribe, read);
  const store = useCallback((next: NotificationSettings) => {
    writeItem(KEY, JSON.stringify(next));
    current = next;
    listeners.forEach((listener) => listener());
  }, []);
  return [settings, store];
}

const read = (): NotificationSettings => (current ??= parseSettings(readItem(KEY)));

function onOtherTab({ key }: StorageEvent): void {
  if (key !== KEY) return;
  current = undefined;
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener('storage', onOtherTab);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('storage', onOtherTab);
  };
}
