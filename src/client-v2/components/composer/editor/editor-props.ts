import type { ReactNode } from 'react';
import type { Pictures } from '../pictures';
import type { Signature } from '../signature-html';
import type { ComposerText } from './composer-text';

export interface RichEditorProps {
  initialHtml: string;
  /** The sender's signature, shown below the text. Another sender's replaces it. */
  signature?: Signature;
  label: string;
  placeholder: string;
  /** Where the cursor is at first, if anywhere. */
  autoFocus: 'start' | 'end' | false;
  /** Whether the text begins as plain text, without formatting. */
  plain?: boolean;
  /** Called when the writer switches between formatted and plain text. Without it, this isn't offered. */
  onPlain?(plain: boolean): void;
  /** Called with the text as the editor has imported it. */
  onReady?(html: string): void;
  /** Called with each editor that is created: the two kinds of text have one of their own. */
  onEditor?(editor: ComposerText): void;
  onChange(html: string): void;
  onSubmit(): void;
  /** Called with pasted or dropped files that aren't pictures for the text. */
  onFiles(files: File[]): void;
  /** Uploads the pictures in the text. Without it, they stay embedded in the text. */
  pictures?: Pictures;
  /** Shown between the text and the toolbar. */
  children?: ReactNode;
}
