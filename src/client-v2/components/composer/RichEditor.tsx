import { css } from '@emotion/css';
import { EditorContent, useEditor, type Editor } from '@tiptap/react';
import { theme } from 'antd';
import { useEffect, useRef, type ReactNode } from 'react';
import { EditorToolbar } from './EditorToolbar';
import { paragraphs } from './draft';
import { editorExtensions, hasWords, imageFiles, otherFiles } from './editor-extensions';
import { linesForRows } from './pasted-tables';
import { adoptPictures, insertPictures } from './picture-node';
import type { Pictures } from './pictures';
import { swapSignature } from './signature';
import type { Signature } from './signature-html';
import { typeAhead } from './type-ahead';

/** What others may do with the text. */
export interface EditorHandle {
  html(): string;
  /** Adds HTML below everything else, and puts the cursor at its start. One undo removes it again. */
  append(html: string): void;
}

export interface RichEditorProps {
  initialHtml: string;
  /** The sender's signature, shown below the text. Another sender's replaces it. */
  signature?: Signature;
  label: string;
  placeholder: string;
  /** Where the cursor is at first, if anywhere. */
  autoFocus: 'start' | 'end' | false;
  /** Called with the text as the editor has imported it, and with what can be done with it from then on. */
  onReady?(html: string, editor: EditorHandle): void;
  onChange(html: string): void;
  onSubmit(): void;
  /** Called with pasted or dropped files that aren't pictures for the text. */
  onFiles(files: File[]): void;
  /** Uploads the pictures in the text. Without it, they stay embedded in the text. */
  pictures?: Pictures;
  /** Shown between the text and the toolbar. */
  children?: ReactNode;
}

/** Edits a message's text. It has its own file because the editor's library is loaded only when needed. */
export default function RichEditor(props: RichEditorProps) {
  const { token } = theme.useToken();
  const { initialHtml, label, placeholder, autoFocus, pictures } = props;
  // The editor is created once, but its callbacks may change with each render.
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const editor = useEditor({
    extensions: editorExtensions(placeholder, pictures),
    content: initialHtml,
    autofocus: autoFocus,
    shouldRerenderOnTransaction: false,
    onCreate: ({ editor: created }) => {
      latest.current.onReady?.(created.getHTML(), handleOf(created));
      adoptPictures(created, pictures);
    },
    // Takes over early keystrokes at the very moment the keyboard focus arrives here.
    onFocus: ({ editor: focused }) => {
      const typed = typeAhead.take();
      // Inserted as text, because typed characters aren't HTML.
      if (typed)
        focused.commands.insertContent(
          typed.includes('\n') ? paragraphs(typed) : { type: 'text', text: typed },
        );
    },
    onUpdate: ({ editor: changed }) => {
      // Adopting pictures changes the document, which triggers another update.
      if (!adoptPictures(changed, pictures)) latest.current.onChange(changed.getHTML());
    },
    editorProps: {
      attributes: { 'aria-label': label, role: 'textbox', 'aria-multiline': 'true', dir: 'auto' },
      handleKeyDown: (_view, event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return false;
        latest.current.onSubmit();
        return true;
      },
      transformPastedHTML: linesForRows,
      handlePaste: (view, event) =>
        !hasWords(event.clipboardData?.getData('text/html') ?? '') &&
        takeFiles([...(event.clipboardData?.files ?? [])], (files) => insertPictures(view, pictures, files)),
      handleDrop: (view, event) => {
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
        return takeFiles([...(event.dataTransfer?.files ?? [])], (files) =>
          insertPictures(view, pictures, files, at),
        );
      },
    },
  });

  const { signature } = props;
  const shown = useRef(signature);
  useEffect(() => {
    const before = shown.current;
    shown.current = signature;
    if (editor && before && signature && before.signature !== signature.signature)
      swapSignature(editor, before, signature, (html) => pictures?.named(html) ?? html);
  }, [editor, signature, pictures]);

  /** Pictures go into the text; all other files become attachments. */
  function takeFiles(files: File[], insert: (images: File[]) => void): boolean {
    const images = imageFiles(files);
    const others = otherFiles(files);
    if (images.length) insert(images);
    if (others.length) latest.current.onFiles(others);
    return files.length > 0;
  }

  const surface = css`
    flex: 1;
    display: flex;
    flex-direction: column;
    & .tiptap {
      flex: 1;
      min-height: 140px;
      padding: ${token.paddingSM}px ${token.padding}px;
      outline: none;
      line-height: ${token.lineHeight};
      overflow-wrap: anywhere;
    }
    & .tiptap p {
      margin: 0;
    }
    & .tiptap ul,
    & .tiptap ol {
      margin: ${token.marginXXS}px 0;
      padding-inline-start: 24px;
    }
    & .tiptap blockquote {
      margin: ${token.marginXXS}px 0;
      padding-inline-start: ${token.paddingSM}px;
      border-inline-start: 2px solid ${token.colorBorder};
      color: ${token.colorTextSecondary};
    }
    & .tiptap [data-mail-tab] {
      tab-size: 8;
    }
    & .tiptap img {
      max-width: 100%;
    }
    & .tiptap img.ProseMirror-selectednode {
      outline: 2px solid ${token.colorPrimary};
    }
    & .tiptap [data-mail-signature] {
      margin-top: ${token.marginSM}px;
      color: ${token.colorTextSecondary};
    }
    & .tiptap p.is-editor-empty:first-child::before,
    & .tiptap p.is-empty:first-child:has(+ [data-mail-signature]:last-child)::before {
      content: attr(data-placeholder);
      float: left;
      height: 0;
      color: ${token.colorTextPlaceholder};
      pointer-events: none;
    }
  `;
  return (
    <>
      <EditorContent editor={editor} className={surface} />
      {props.children}
      {editor && (
        <div style={{ position: 'sticky', bottom: 0, background: token.colorBgElevated }}>
          <EditorToolbar editor={editor} />
        </div>
      )}
    </>
  );
}

const handleOf = (editor: Editor): EditorHandle => ({
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
