import { useEffect, useRef } from 'react';

/** What a key does; absent where it can do nothing at the moment. */
export type Shortcuts = Partial<Record<ShortcutName, () => void>>;

export type ShortcutName =
  | 'next'
  | 'previous'
  | 'open'
  | 'close'
  | 'select'
  | 'read'
  | 'markRead'
  | 'markUnread'
  | 'archive'
  | 'spam'
  | 'flag'
  | 'remove'
  | 'search'
  | 'compose'
  | 'reply'
  | 'replyAll'
  | 'forward'
  | 'help';

/** Keys as other mail programs have them, by `KeyboardEvent.key`. */
const KEYS: Record<string, ShortcutName> = {
  j: 'next',
  ArrowDown: 'next',
  k: 'previous',
  ArrowUp: 'previous',
  o: 'open',
  Enter: 'open',
  Escape: 'close',
  x: 'select',
  u: 'read',
  I: 'markRead',
  U: 'markUnread',
  e: 'archive',
  '!': 'spam',
  s: 'flag',
  Delete: 'remove',
  '#': 'remove',
  '/': 'search',
  c: 'compose',
  r: 'reply',
  a: 'replyAll',
  f: 'forward',
  '?': 'help',
};

/** Elements that have a use for keys themselves. */
const BUSY = [
  'input',
  'textarea',
  'select',
  '[contenteditable=""]',
  '[contenteditable="true"]',
  '[role="menu"]',
  '[role="dialog"]',
  '[role="combobox"]',
].join(', ');

/** What lies over the page and has the keys to itself, Escape above all. */
const LAYERS = [
  '.ant-modal-wrap:not([style*="display: none"])',
  '.ant-dropdown:not(.ant-dropdown-hidden)',
  '.ant-drawer-open',
].join(', ');

/** The shortcut that a key press means, if it means one. */
export function shortcutOf(event: KeyboardEvent): ShortcutName | null {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
    return null;
  const target = event.target instanceof Element ? event.target : null;
  // A checkbox of the list keeps the list's keys; Enter on a button presses the button.
  if (target?.closest(BUSY) && !target.matches('input[type="checkbox"]')) return null;
  const name = KEYS[event.key] ?? null;
  if (name === 'open' && event.key === 'Enter' && target?.closest('button, a')) return null;
  return name;
}

/** Makes the keys work on the whole page, as long as no dialog is open and nothing is typed. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const name = shortcutOf(event);
      const act = name && latest.current[name];
      if (!act || document.querySelector(LAYERS)) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
