import { closeHistory } from '@tiptap/pm/history';
import type { Editor } from '@tiptap/react';
import { SignatureBlock } from '../signature';
import { editorHtml } from './editor-html';
import { plainHtml } from './plain-text';

/** What others may do with an editor's text: read it and add to it, never change what is there. */
export interface ComposerText {
  html(): string;
  /** Adds HTML below everything else, and puts the cursor at its start. */
  append(html: string): void;
  /** Adds HTML at the cursor, above the signature. */
  insertHtml(html: string): void;
  /** Adds plain text at the cursor. */
  insertText(text: string): void;
  focus(): void;
}

/** Gives out an editor's text. `plain`: it has no formatting, so lists, quotes and tables are added as lines. */
export function composerText(editor: Editor, plain: boolean): ComposerText {
  const add = (html: string, at: number, focus: number | null) => {
    // Undoing it must not undo what was typed just before.
    editor.view.dispatch(closeHistory(editor.state.tr));
    const options = { updateSelection: true, ...(plain ? ({ parseOptions: WHITESPACE } as const) : {}) };
    editor
      .chain()
      .focus()
      .insertContentAt(at, plain ? plainHtml(html) : html, options)
      .focus(focus)
      .run();
  };
  return {
    html: () => editorHtml(editor),
    append: (html) => {
      const end = editor.state.doc.content.size;
      add(html, end, end + 1);
    },
    insertHtml: (html) => add(html, placeFor(editor), null),
    insertText: (text) =>
      void editor.chain().focus().insertContentAt(placeFor(editor), { type: 'text', text }).run(),
    focus: () => void editor.commands.focus(),
  };
}

/** Spaces and tabs arrange plain text. */
const WHITESPACE = { preserveWhitespace: 'full' } as const;

/**
 * Where something is added: at the end of the selection, so that nothing selected is replaced. A cursor in the signature
 * counts as one above it.
 */
function placeFor({ state }: Editor): number {
  const { $to } = state.selection;
  for (let depth = $to.depth; depth > 0; depth--) {
    if ($to.node(depth).type.name !== SignatureBlock.name) continue;
    const above = state.doc.resolve($to.before(depth)).nodeBefore;
    // Inside the paragraph above it, so that an empty one is used.
    return above?.isTextblock ? $to.before(depth) - 1 : $to.before(depth);
  }
  return $to.pos;
}
