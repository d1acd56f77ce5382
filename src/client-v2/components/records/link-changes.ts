/** Tells everything on the page that links were changed here, for which the server's hint may come late. */
const changes = new EventTarget();
const CHANGED = 'changed';

export const announceLinks = (): boolean => changes.dispatchEvent(new Event(CHANGED));

/** Calls `listener` after each change; returns how to stop that. */
export function onLinksChanged(listener: () => void): () => void {
  changes.addEventListener(CHANGED, listener);
  return () => changes.removeEventListener(CHANGED, listener);
}
