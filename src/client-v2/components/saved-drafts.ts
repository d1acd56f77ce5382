import type { Id } from '../../common';
import type { ComposerInit } from './composer-init';
import type { Draft } from './draft';

const PREFIX = 'nb-mail-draft';

export interface SavedDraft {
  key: string;
  init: ComposerInit;
  draft: Draft;
}

const slot = (userId: Id, key: string): string => `${PREFIX}:${userId}:${key}`;

/**
 * Keeps what is typed over a reload of this tab. Session storage ends with the tab and is not shared with
 * others; the user's id is in the name, so that the next person at this browser does not get it.
 */
export function saveDraft(userId: Id, { key, init, draft }: SavedDraft): void {
  const write = (html: string) =>
    sessionStorage.setItem(slot(userId, key), JSON.stringify({ init, draft: { ...draft, html } }));
  try {
    write(draft.html);
  } catch {
    try {
      // Storage is small (about 5 MB): the words are worth more than pasted pictures.
      write(draft.html.replace(/<img\b[^>]*>/gi, ''));
    } catch {
      // Full or forbidden: the text is still on the screen, and leaving the page asks first.
    }
  }
}

export function forgetDraft(userId: Id, key: string): void {
  try {
    sessionStorage.removeItem(slot(userId, key));
  } catch {
    // Storage is forbidden: nothing was kept.
  }
}

/** Whether anybody's draft is kept here. */
export function hasSavedDrafts(): boolean {
  return keys().some((name) => name.startsWith(`${PREFIX}:`));
}

export function savedDrafts(userId: Id): SavedDraft[] {
  const prefix = slot(userId, '');
  return keys()
    .filter((name) => name.startsWith(prefix))
    .sort()
    .flatMap((name) => {
      const saved = read(name);
      return saved ? [{ key: name.slice(prefix.length), ...saved }] : [];
    });
}

function keys(): string[] {
  try {
    return Object.keys(sessionStorage);
  } catch {
    return [];
  }
}

function read(name: string): Omit<SavedDraft, 'key'> | null {
  try {
    const saved = JSON.parse(sessionStorage.getItem(name) ?? 'null') as Partial<SavedDraft> | null;
    const { init, draft } = saved ?? {};
    const whole =
      draft && [draft.to, draft.cc, draft.bcc, draft.uploads, draft.attachments].every(Array.isArray);
    return init && whole ? { init, draft } : null;
  } catch {
    return null;
  }
}
