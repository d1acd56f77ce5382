import { useEffect, useLayoutEffect, useRef } from 'react';
import { isForPage, PREFIX, shortcutOf, type ShortcutName } from './keys';

/** What each shortcut does; missing if it can't do anything at the moment. */
export type Shortcuts = Partial<Record<ShortcutName, (event: KeyboardEvent) => void>>;

/** Milliseconds allowed for the second key of a sequence. */
const SEQUENCE = 1500;

/** Layers above the page that keep the keys, especially Escape, to themselves. */
const LAYERS = [
  '.ant-modal-wrap:not([style*="display: none"])',
  '.ant-dropdown:not(.ant-dropdown-hidden)',
  '.ant-drawer-open',
].join(', ');

/** Makes the shortcuts work on the whole page, unless a dialog is open or text is being typed. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  // Before the next key, which passive effects might come after.
  useLayoutEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    let prefixedAt = -Infinity;
    const listen = (event: KeyboardEvent) => {
      // Shift is pressed on the way to the key that counts.
      if (event.key === 'Shift') return;
      const prefixed = event.timeStamp - prefixedAt < SEQUENCE;
      prefixedAt = -Infinity;
      if (document.querySelector(LAYERS)) return;
      if (!prefixed && event.key === PREFIX && !event.ctrlKey && !event.metaKey && isForPage(event)) {
        prefixedAt = event.timeStamp;
        return;
      }
      const name = shortcutOf(event, prefixed);
      const act = name && latest.current[name];
      if (!act) return;
      event.preventDefault();
      act(event);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
