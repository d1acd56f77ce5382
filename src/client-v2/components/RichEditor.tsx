import { css } from '@emotion/css';
import { EditorContent, useEditor } from '@tiptap/react';
import { theme } from 'antd';
import { useEffect, useRef, type ReactNode } from 'react';
import { EditorToolbar } from './EditorToolbar';
import { editorExtensions, imageFiles, insertImages, otherFiles } from './editor-extensions';
import { swapSignature } from './signature';
import type { Signature } from './signature-html';

export interface RichEditorProps {
  initialHtml: string;
  /** Whose signature stands below the text; another one takes its place. */
  signature?: Signature;
  label: string;
  placeholder: string;
  /** Where the cursor stands at first, if anywhere. */
  autoFocus: 'start' | 'end' | false;
  onChange(html: string): void;
  onSubmit(): void;
  /** Files that were pasted or dropped and are no pictures for the text. */
  onFiles(files: File[]): void;
  /** Shown below the text and above the tools. */
  children?: ReactNode;
}

/** The text of a mail being written. In a file of its own, since the editor's library is loaded only when needed. */
export default function RichEditor(props: RichEditorProps) {
  const { token } = theme.useToken();
  const { initialHtml, label, placeholder, autoFocus } = props;
  // The editor is made once; what it calls may change at each render.
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const editor = useEditor({
    extensions: editorExtensions(placeholder),
    content: initialHtml,
    autofocus: autoFocus,
    shouldRerenderOnTransaction: false,
    onUpdate: ({ editor: changed }) => latest.current.onChange(changed.getHTML()),
    editorProps: {
      attributes: { 'aria-label': label, role: 'textbox', 'aria-multiline': 'true', dir: 'auto' },
      handleKeyDown: (_view, event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return false;
        latest.current.onSubmit();
        return true;
      },
      handlePaste: (view, event) =>
        takeFiles([...(event.clipboardData?.files ?? [])], (files) => insertImages(view, files)),
      handleDrop: (view, event) => {
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
        return takeFiles([...(event.dataTransfer?.files ?? [])], (files) => insertImages(view, files, at));
      },
    },
  });

  const { signature } = props;
  const shown = useRef(signature);
  useEffect(() => {
    const before = shown.current;
    shown.current = signature;
    if (editor && before && signature && before.signature !== signature.signature)
      swapSignature(editor, before, signature);
  }, [editor, signature]);

  /** Pictures go into the text, everything else along with the mail. */
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
