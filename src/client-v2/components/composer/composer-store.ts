import type { DraftView, Id, OperationView } from '../../../common';
import type { ComposerInit } from './composer-init';
import type { Draft } from './draft';
import type { Autosave } from './drafts/autosave';
import type { DraftOrigin } from './drafts/draft-state';
import { newKey } from './new-key';
import { typeAhead } from './type-ahead';

export type WindowMode = 'docked' | 'minimised' | 'expanded';

/** What was typed in a composer that is being reopened. */
export interface RestoredDraft {
  draft: Draft;
  origin: DraftOrigin;
  /** Files of the original. `draft` lacks them if the composer was closed before they were known. */
  attachmentIds?: readonly Id[];
}

export interface ComposerWindow {
  key: string;
  init: ComposerInit;
  mode: WindowMode;
  /** The text of its title bar, once known. */
  title?: string;
  /** What was typed before, if this window was restored. */
  restored?: RestoredDraft;
  /** The key of the draft in it, once known. */
  draftKey?: string;
  /** Its id, once it's stored. */
  draftId?: Id;
  /** Counts how often its draft was replaced by another version. */
  version: number;
}

/** A composer that was closed, and whose draft is being stored or discarded. */
export interface ClosedComposer {
  key: string;
  how: 'close' | 'discard';
  init: ComposerInit;
  draft: Draft;
  autosave: Autosave;
}

interface State {
  windows: ComposerWindow[];
  /** How often a composer has been opened or brought to the front. */
  opened: number;
  /** Sends with an outcome that isn't known yet. */
  sending: OperationView[];
  closed: ClosedComposer[];
}

let state: State = { windows: [], opened: 0, sending: [], closed: [] };
const listeners = new Set<() => void>();

function set(change: Partial<State>): void {
  state = { ...state, ...change };
  listeners.forEach((listener) => listener());
}

/**
 * The open composers, for `useSyncExternalStore`. Kept outside React, as any button of any page may open one.
 */
export const composerStore = {
  get: (): State => state,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

/** Opens a composer in the page's {@link import('./ComposerHost').ComposerHost}. */
export function openComposer(init: ComposerInit = {}, mode: WindowMode = 'docked'): void {
  typeAhead.begin();
  // Keys sort by time of opening, see `openWindows`.
  const key = `${Date.now().toString(36)}-${newKey()}`;
  addWindow({ key, init, mode, draftKey: init.draft?.key, draftId: init.draft?.id, version: 0 });
}

/** Continues a stored draft. If it's open already, its window comes to the front. */
export function openDraft(draft: DraftView): void {
  const open = state.windows.find(({ draftKey }) => draftKey === draft.key);
  if (open) setWindowMode(open.key, 'docked');
  else openComposer({ draft });
}

/** Reopens a window with what had been typed in it. */
export function restoreComposer(key: string, init: ComposerInit, restored?: RestoredDraft): void {
  if (state.windows.some((window) => window.key === key)) return;
  const draftKey = restored?.draft.key ?? init.draft?.key;
  addWindow({ key, init, restored, draftKey, mode: 'docked', version: 0 });
}

/** Replaces what is in a window with another version. */
export function replaceDraft(key: string, draft: DraftView): void {
  const change = ({ init, version }: ComposerWindow) => ({
    ...{ init: { ...init, draft }, restored: undefined, version: version + 1 },
  });
  set({
    windows: state.windows.map((window) => (window.key === key ? { ...window, ...change(window) } : window)),
  });
}

/** Records which draft is in a window. */
export function setWindowDraft(key: string, draftKey: string, draftId: Id | undefined): void {
  set({
    windows: state.windows.map((window) => (window.key === key ? { ...window, draftKey, draftId } : window)),
  });
}

function addWindow(added: ComposerWindow): void {
  // Only one window is open at a time; the others are minimised.
  const others = state.windows.map((window) => ({ ...window, mode: 'minimised' as const }));
  set({ windows: [...others, added], opened: state.opened + 1 });
}

/** Docks, expands or minimises a window. Opening one minimises the others. */
export function setWindowMode(key: string, mode: WindowMode): void {
  const others = (window: ComposerWindow): ComposerWindow =>
    mode === 'minimised' ? window : { ...window, mode: 'minimised' };
  set({
    windows: state.windows.map((window) => (window.key === key ? { ...window, mode } : others(window))),
    opened: state.opened + (mode === 'minimised' ? 0 : 1),
  });
}

export function setWindowTitle(key: string, title: string): void {
  set({ windows: state.windows.map((window) => (window.key === key ? { ...window, title } : window)) });
}

/** Closes a window and discards what was typed for it in advance. */
export function closeComposer(key: string): void {
  typeAhead.end();
  set({ windows: state.windows.filter((window) => window.key !== key) });
  if (state.windows.every(({ mode }) => mode === 'minimised')) typeAhead.giveBack();
}

/** Reports the outcome of a send once it is known. */
export function followSend(operation: OperationView): void {
  set({ sending: [...state.sending.filter(({ id }) => id !== operation.id), operation] });
}

/** Stops watching a send, because its outcome is known. */
export function unfollowSend(id: OperationView['id']): void {
  set({ sending: state.sending.filter((operation) => String(operation.id) !== String(id)) });
}

/** Stores or discards the draft of a composer that is no longer on screen. */
export function followClosed(closed: ClosedComposer): void {
  set({ closed: [...state.closed, closed] });
}

/** Called when a closed composer's draft has been stored or discarded. */
export function unfollowClosed(key: string): void {
  set({ closed: state.closed.filter((each) => each.key !== key) });
}
