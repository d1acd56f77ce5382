export type ShortcutName =
  | 'next'
  | 'previous'
  | 'first'
  | 'last'
  | 'pageDown'
  | 'pageUp'
  | 'extendNext'
  | 'extendPrevious'
  | 'open'
  | 'close'
  | 'select'
  | 'selectAll'
  | 'read'
  | 'markRead'
  | 'markUnread'
  | 'archive'
  | 'archiveToNext'
  | 'archiveToPrevious'
  | 'spam'
  | 'flag'
  | 'move'
  | 'label'
  | 'snooze'
  | 'remove'
  | 'undo'
  | 'search'
  | 'goInbox'
  | 'goSent'
  | 'goDrafts'
  | 'compose'
  | 'reply'
  | 'replyAll'
  | 'forward'
  | 'template'
  | 'help';

/** Shortcuts by `KeyboardEvent.key`, as in other mail clients. */
const KEYS: Record<string, ShortcutName> = {
  j: 'next',
  ArrowDown: 'next',
  k: 'previous',
  ArrowUp: 'previous',
  J: 'extendNext',
  K: 'extendPrevious',
  o: 'open',
  Enter: 'open',
  Escape: 'close',
  x: 'select',
  u: 'read',
  I: 'markRead',
  U: 'markUnread',
  e: 'archive',
  ']': 'archiveToNext',
  '[': 'archiveToPrevious',
  '!': 'spam',
  s: 'flag',
  v: 'move',
  l: 'label',
  b: 'snooze',
  Delete: 'remove',
  '#': 'remove',
  z: 'undo',
  '/': 'search',
  c: 'compose',
  r: 'reply',
  a: 'replyAll',
  f: 'forward',
  ';': 'template',
  '?': 'help',
};
const SHIFTED: Record<string, ShortcutName> = { ArrowDown: 'extendNext', ArrowUp: 'extendPrevious' };

/** Keys that move through the list while it has the focus. Elsewhere they scroll or move the cursor. */
const IN_LIST: Record<string, ShortcutName> = {
  Home: 'first',
  End: 'last',
  PageDown: 'pageDown',
  PageUp: 'pageUp',
};

/** The first key of a two-key sequence. */
export const PREFIX = 'g';
const AFTER_PREFIX: Record<string, ShortcutName> = { i: 'goInbox', s: 'goSent', d: 'goDrafts' };

/** Elements that use keys themselves. */
const BUSY = [
  'input',
  'textarea',
  'select',
  '[contenteditable=""]',
  '[contenteditable="true"]',
  '[role="menu"]',
  '[role="dialog"]',
  '[data-mail-composer-frame]',
  '[role="combobox"]',
].join(', ');
const LIST = '[role="grid"]';
/** Class of the list with its head, where selecting means messages. */
export const LIST_PANE = 'mail-list-pane';

/** Many keyboards need AltGr or Option for these. Windows reports AltGr as Ctrl and Alt. */
const TYPED_WITH_ALT = ['[', ']'];
const isTypedWithAlt = ({ altKey, key }: KeyboardEvent) => altKey && TYPED_WITH_ALT.includes(key);

/** Whether a key press is meant for the page, rather than for a text field or the browser. */
export function isForPage(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return false;
  if (event.altKey && !isTypedWithAlt(event)) return false;
  // A checkbox in the list leaves the keys to the list.
  const target = elementOf(event);
  return !target?.closest(BUSY) || target.matches('input[type="checkbox"]');
}

/** Returns the shortcut for a key press, or null. `prefixed` says that the prefix was pressed before. */
export function shortcutOf(event: KeyboardEvent, prefixed = false): ShortcutName | null {
  if (!isForPage(event)) return null;
  const target = elementOf(event);
  const inList = target?.closest(LIST) != null;
  if ((event.ctrlKey || event.metaKey) && !isTypedWithAlt(event)) {
    // Elsewhere it selects text, mostly in the message.
    const all = event.key.toLowerCase() === 'a' && !event.shiftKey;
    return all && (target?.closest(`.${LIST_PANE}`) || target === document.body) ? 'selectAll' : null;
  }
  if (prefixed) return AFTER_PREFIX[event.key] ?? null;
  const name =
    (event.shiftKey ? SHIFTED[event.key] : undefined) ??
    KEYS[event.key] ??
    (inList ? IN_LIST[event.key] : undefined);
  // Enter on a button activates the button.
  if (name === 'open' && event.key === 'Enter' && target?.closest('button, a')) return null;
  return name ?? null;
}

const elementOf = ({ target }: KeyboardEvent): Element | null => (target instanceof Element ? target : null);
