import type { ComposeInput, Id, UploadView } from './types';

/** A message being written, complete or not: its recipients may be anything that was typed. */
export type DraftInput = Omit<ComposeInput, 'key'>;

/** A request to save a draft. */
export interface DraftSave {
  /**
   * Created by the composer, once per message; sending the message with the same `key` turns the draft into that
   * message. As in {@link ComposeInput}.
   */
  key: string;
  /** The version that these values are based on; 0 if the draft was never saved. */
  base: number;
  /** Identifies the composer that saves: 16 to 64 letters, digits, `_` and `-`, new each time one is opened. */
  editor: string;
  /** Counts this composer's requests from 1, so that one that arrives late replaces nothing. */
  turn: number;
  /** The composer is closing, so the copy in the mailbox is due right away instead of after a pause. */
  close?: boolean;
  draft: DraftInput;
}

export type DraftSaved =
  | { outcome: 'saved'; id: Id; version: number }
  /** Another composer has saved it since `base`. Nothing was stored; this is the stored draft. */
  | { outcome: 'conflict'; draft: DraftView }
  /** It has been sent, discarded or deleted in the meantime. Nothing was stored. */
  | { outcome: 'sent' | 'gone' };

/** A stored draft, for a composer that continues it. */
export interface DraftView {
  id: Id;
  key: string;
  version: number;
  draft: DraftInput;
  /** The files behind `draft.uploadIds`. */
  uploads: UploadView[];
  /** Started in another program: its text may contain formatting that our editor can't keep. */
  imported: boolean;
  updatedAt: string;
}

/** What is in a message, to be sent once more. */
export type DraftCopy = Pick<DraftView, 'draft' | 'uploads'>;

/** `POST mailDrafts:write`: what was stored. */
export interface WrittenDraft extends Pick<DraftInput, 'accountId' | 'subject' | 'to' | 'cc' | 'bcc'> {
  id: Id;
}

/** A line in the list of drafts that the mailbox doesn't contain yet, or not in this version. */
export interface DraftSummary {
  id: Id;
  accountId: Id;
  subject: string;
  /** The first few recipients, as typed. */
  to: DraftInput['to'];
  /** The beginning of the text. */
  preview: string;
  hasAttachments: boolean;
  updatedAt: string;
}
