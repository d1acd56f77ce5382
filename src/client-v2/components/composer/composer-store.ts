import type { DraftView, Id, OperationView } from '../../../common';
import type { ComposerInit } from './composer-init';
import type { Draft } from './draft';
import type { Autosave } from './drafts/autosave';
import type { DraftOrigin } from './drafts/draft-state';
import { newKey } from './new-key';
import { typeAhead } from './type-ahead';

/**
 * Where a window is. `inline`: below the message that it answers. While that message isn't on screen, the window is
 * with the minimised ones.
 */
export type WindowMode = 'inline' | 'docked' | 'minimised' | 'expanded';

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
  /** Whether there is anything in it that the writer would miss. */
  isWorthKeeping?: boolean;
  /** Counts how often somebody asked for it while it was open. Each time, its text takes the focus. */
  recalled: number;
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

/** The element below a message on screen, for an answer to it. */
export interface InlinePlace {
  messageId: string;
  element: HTMLElement;
}

interface State {
  windows: ComposerWindow[];
  /** The newest last. A message can be on screen twice. */
  places: InlinePlace[];
  /** How often a composer has been opened or brought to the front. */
  opened: number;
  /** Sends with an outcome that isn't known yet. */
  sending: OperationView[];
  closed: ClosedComposer[];
}

let state: State = { windows: [], places: [], opened: 0, sending: [], closed: [] };
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

/** Offers a place for answers to a message. Returns a function that withdraws it. */
export function offerPlace(messageId: Id, element: HTMLElement): () => void {
  const place = { messageId: String(messageId), element };
  set({ places: [...state.places, place] });
  return () => set({ places: state.places.filter((each) => each !== place) });
}

/** Returns the element that an inline window belongs in; undefined if its message isn't on screen. */
export function placeOf(
  { init, mode }: Pick<ComposerWindow, 'init' | 'mode'>,
  places: InlinePlace[],
): HTMLElement | undefined {
  if (mode !== 'inline' || !init.source) return undefined;
  const id = String(init.source.message.id);
  return places.filter(({ messageId }) => messageId === id).at(-1)?.element;
}

/**
 * Opens a composer in the page's {@link import('./ComposerHost').ComposerHost}. By default, an answer opens below its
 * message, if that is on screen.
 */
export function openComposer(init: ComposerInit = {}, mode: WindowMode = modeFor(init)): void {
  if (mode === 'inline' && init.source && reopenAnswer(init.source)) return;
  typeAhead.begin();
  // Keys sort by time of opening, see `openWindows`.
  const key = `${Date.now().toString(36)}-${newKey()}`;
  const draft = { draftKey: init.draft?.key, draftId: init.draft?.id };
  addWindow({ key, init, mode, ...draft, version: 0, recalled: 0 });
}

const modeFor = (init: ComposerInit): WindowMode =>
  placeOf({ init, mode: 'inline' }, state.places) ? 'inline' : 'docked';

/**
 * Returns to an answer that is open below the same message. One of another kind is minimized, or closed if it's empty,
 * because there is room for only one. Returns whether one of this kind was open.
 */
function reopenAnswer({ message, kind }: NonNullable<ComposerInit['source']>): boolean {
  const here = state.windows.find(
    ({ mode, init }) => mode === 'inline' && String(init.source?.message.id) === String(message.id),
  );
  if (!here) return false;
  if (here.init.source?.kind === kind) {
    set({
      windows: state.windows.map((each) => (each === here ? { ...here, recalled: here.recalled + 1 } : each)),
    });
    return true;
  }
  if (here.isWorthKeeping) setWindowMode(here.key, 'minimised');
  else closeComposer(here.key);
  return false;
}

/** Continues a stored draft. If it's open already, its window comes to the front. */
export function openDraft(draft: DraftView): void {
  const open = state.windows.find(({ draftKey }) => draftKey === draft.key);
  if (open) setWindowMode(open.key, 'docked');
  else openComposer({ draft });
}

/** Reopens a window with what had been typed in it. */
export function restoreComposer(
  key: string,
  init: ComposerInit,
  restored?: RestoredDraft,
  mode: WindowMode = modeFor(init),
): void {
  if (state.windows.some((window) => window.key === key)) return;
  const draftKey = restored?.draft.key ?? init.draft?.key;
  addWindow({ key, init, restored, draftKey, mode, isWorthKeeping: true, version: 0, recalled: 0 });
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
export function setWindowDraft(
  key: string,
  draft: Pick<ComposerWindow, 'draftKey' | 'draftId' | 'isWorthKeeping'>,
): void {
  set({ windows: state.windows.map((window) => (window.key === key ? { ...window, ...draft } : window)) });
}

function addWindow(added: ComposerWindow): void {
  set({ windows: [...state.windows.map(minimised), added], opened: state.opened + 1 });
}

/** Only one window is open beside the page at a time. Those within it cover nothing. */
const minimised = (window: ComposerWindow): ComposerWindow =>
  window.mode === 'inline' ? window : { ...window, mode: 'minimised' };

/** Docks, expands or minimises a window. Opening one minimises the others. */
export function setWindowMode(key: string, mode: WindowMode): void {
  const others = mode === 'minimised' ? (window: ComposerWindow) => window : minimised;
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
  if (state.windows.every(({ mode }) => mode === 'minimised' || mode === 'inline')) typeAhead.giveBack();
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
