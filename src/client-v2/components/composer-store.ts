import type { OperationView } from '../../common';
import type { ComposerInit } from './composer-init';
import type { Draft } from './draft';

export type WindowMode = 'docked' | 'minimised' | 'expanded';

export interface ComposerWindow {
  key: string;
  init: ComposerInit;
  mode: WindowMode;
  /** What was typed before the page was left, where it is a restored window. */
  restored?: Draft;
}

interface State {
  windows: ComposerWindow[];
  /** Sends whose outcome is not known yet. */
  sending: OperationView[];
}

let state: State = { windows: [], sending: [] };
const listeners = new Set<() => void>();

function set(change: Partial<State>): void {
  state = { ...state, ...change };
  listeners.forEach((listener) => listener());
}

/** What is open, for `useSyncExternalStore`. Kept outside React: any button of any page may open a composer. */
export const composerStore = {
  get: (): State => state,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

/** Opens a composer in the page's one {@link import('./ComposerHost').ComposerHost}. */
export function openComposer(init: ComposerInit = {}, mode: WindowMode = 'docked'): void {
  addWindow({ key: newKey(), init, mode });
}

/** Opens a window again with what had been typed in it. */
export function restoreComposer(key: string, init: ComposerInit, restored: Draft): void {
  if (state.windows.some((window) => window.key === key)) return;
  addWindow({ key, init, restored, mode: 'docked' });
}

function addWindow(added: ComposerWindow): void {
  // One is written in at a time; the others wait, minimised.
  const others = state.windows.map((window) => ({ ...window, mode: 'minimised' as const }));
  set({ windows: [...others, added] });
}

export function setWindowMode(key: string, mode: WindowMode): void {
  const others = (window: ComposerWindow): ComposerWindow =>
    mode === 'minimised' ? window : { ...window, mode: 'minimised' };
  set({
    windows: state.windows.map((window) => (window.key === key ? { ...window, mode } : others(window))),
  });
}

export function closeComposer(key: string): void {
  set({ windows: state.windows.filter((window) => window.key !== key) });
}

/** Has the outcome of a send told once it is known. */
export function followSend(operation: OperationView): void {
  set({ sending: [...state.sending.filter(({ id }) => id !== operation.id), operation] });
}

export function unfollowSend(id: OperationView['id']): void {
  set({ sending: state.sending.filter((operation) => String(operation.id) !== String(id)) });
}

/** `crypto.randomUUID` exists in secure contexts alone; a host may run over plain HTTP. */
const newKey = (): string => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
