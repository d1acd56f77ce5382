import type { DraftInput, DraftSave, DraftSaved, DraftView, Id } from '../../../../common';
import type { Draft } from '../draft';
import type { Timers } from './save-timer';

/** The state of a draft. Each kind says what is true of the text on screen. */
export type SaveState =
  /** Nothing has been written yet, or it's only kept here. */
  | { kind: 'idle' }
  /** There are changes, which are being saved or soon will be. */
  | { kind: 'saving' }
  | { kind: 'saved' }
  /** The last attempt failed; there will be another. */
  | { kind: 'failed'; error: unknown }
  /** The stored draft has been changed elsewhere. Nothing is saved until the writer has decided. */
  | { kind: 'conflict'; other: DraftView }
  /** The stored draft was sent or discarded elsewhere. Nothing is saved until the writer has decided. */
  | { kind: 'sent' | 'gone' };

/** What a composer shows of this state. It's a new object after every change. */
export interface SaveView {
  state: SaveState;
  /** The stored draft's id, once known. */
  id: Id | undefined;
  /** Whether the text on screen is in this browser's storage. */
  kept: boolean;
}

/** Whether a composer would show the same. Failures and conflicts have more to show than their kind. */
export function isSameView(one: SaveView, other: SaveView): boolean {
  const isSameState =
    one.state === other.state ||
    (one.state.kind === other.state.kind && ['idle', 'saving', 'saved'].includes(one.state.kind));
  return isSameState && one.id === other.id && one.kept === other.kept;
}

/** What is kept in this browser until the server has it. */
export interface KeptDraft {
  key: string;
  base: number;
  editor: string;
  /** The last turn that may have been used. */
  turn: number;
  id?: Id;
  draft: Draft;
  /** The draft in the form that the server accepts; null if it can't be saved there. */
  input: DraftInput | null;
  /** A request to send it was in progress. */
  sending?: boolean;
}

/** Where the draft in a newly opened composer comes from. A new draft has only the base 0. */
export interface DraftOrigin {
  base: number;
  id?: Id;
  editor?: string;
  turn?: number;
  /** Whether the server lacks what the composer opens with. */
  unsaved?: boolean;
}

export interface AutosaveParts {
  save(request: DraftSave): Promise<DraftSaved>;
  /** Stores the text in this browser. Returns false if that isn't possible. */
  keep(kept: KeptDraft): Promise<boolean>;
  /** Removes what `keep` stored. */
  forget(key: string): Promise<void>;
  /** Converts a draft for the server; null if it can't be saved there. */
  toInput(draft: Draft): DraftInput | null;
  timers?: Timers;
}

/** How the final save of a closing composer ended. */
export type CloseOutcome = 'nothing' | 'saved' | 'failed';
