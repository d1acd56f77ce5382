import type { Id } from '../../../../common';
import type { ComposerInit } from '../composer-init';

const PREFIX = 'nb-mail-composer';

/** A composer that is open in this tab and contains something. */
export interface OpenWindow {
  /** The window's own key. Keys sort by time of opening. */
  key: string;
  init: ComposerInit;
  draftKey: string;
  /** The stored draft's id, once known. */
  id?: Id;
  /** Whether it's below the message that it answers. */
  isInline?: boolean;
}

const nameOf = (userId: Id, key: string): string => `${PREFIX}:${userId}:${key}`;

/**
 * Remembers an open composer, so that it's opened again after a reload. Session storage isn't shared and ends with the
 * tab. The text itself is on the server or in this browser's database.
 */
export function rememberWindow(userId: Id, { key, ...rest }: OpenWindow): void {
  try {
    // The draft already has what these two began it with.
    const init = { ...rest.init, copy: undefined, files: undefined };
    sessionStorage.setItem(nameOf(userId, key), JSON.stringify({ ...rest, init }));
  } catch {
    // Storage is full or blocked. The draft itself is in the list of drafts.
  }
}

/** Forgets a composer, because it was closed or is empty. */
export function forgetWindow(userId: Id, key: string): void {
  try {
    sessionStorage.removeItem(nameOf(userId, key));
  } catch {
    // Storage is blocked, so nothing was remembered.
  }
}

/** Whether anyone's composer is remembered here. */
export const hasOpenWindows = (): boolean => names().some((name) => name.startsWith(`${PREFIX}:`));

/** Returns the user's composers in the order they were opened. */
export function openWindows(userId: Id): OpenWindow[] {
  const prefix = nameOf(userId, '');
  return names()
    .filter((name) => name.startsWith(prefix))
    .sort()
    .flatMap((name) => {
      const found = read(name);
      return found ? [{ ...found, key: name.slice(prefix.length) }] : [];
    });
}

function names(): string[] {
  try {
    return Object.keys(sessionStorage);
  } catch {
    return [];
  }
}

function read(name: string): Omit<OpenWindow, 'key'> | null {
  try {
    const saved = JSON.parse(sessionStorage.getItem(name) ?? 'null') as Partial<OpenWindow> | null;
    const { init, draftKey, id, isInline } = saved ?? {};
    return init && typeof draftKey === 'string' ? { init, draftKey, id, isInline } : null;
  } catch {
    return null;
  }
}
