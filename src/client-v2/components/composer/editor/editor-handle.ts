import type { Editor } from '@tiptap/react';

/** What others may do with the text. */
export interface EditorHandle {
  html(): string;
  /** Adds HTML below everything else, and puts the cursor at its start. One undo removes it again. */
  append(html: string): void;
}

export const handleOf = (editor: Editor): EditorHandle => ({
  html: () => editor.getHTML(),
  append: (html) => {
    const end = editor.state.doc.content.size;
    editor
      .chain()
      .insertContentAt(end, html)
      .focus(end + 1)
      .run();
  },
});
