import { EditorContent, useEditor } from '@tiptap/react';
import { theme } from 'antd';
import { useEffect, useMemo, useRef } from 'react';
import { paragraphs } from '../../../../common';
import { swapSignature } from '../signature';
import { typeAhead } from '../type-ahead';
import { composerText } from './composer-text';
import type { RichEditorProps } from './editor-props';
import { editorHtml } from './editor-html';
import { editorExtensions, hasWords, imageFiles, otherFiles, plainExtensions } from './editor-extensions';
import { pastedHtml } from './incoming/incoming-html';
import { linesOfText } from './incoming/pasted-text';
import { adoptPictures, insertPictures } from './picture-node';
import { plainHtml } from './plain-text';
import { surfaceStyles } from './surface-styles';
import { EditorToolbar } from './toolbar/EditorToolbar';

interface Props extends Omit<RichEditorProps, 'onPlain'> {
  plain: boolean;
  /** Called with the text when the writer wants to switch between formatted and plain text. */
  onSwitch?(html: string): void;
}

/** Edits one kind of text, formatted or plain. */
export function EditorSurface(props: Props) {
  const { token } = theme.useToken();
  const { initialHtml, label, placeholder, autoFocus, plain, onSwitch } = props;
  // Plain text has no pictures.
  const pictures = plain ? undefined : props.pictures;
  // The editor is created once, but its callbacks may change with each render.
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const editor = useEditor({
    extensions: plain ? plainExtensions(placeholder) : editorExtensions(placeholder, pictures),
    content: initialHtml,
    // Its spaces and tabs arrange it.
    ...(plain ? { parseOptions: { preserveWhitespace: 'full' } } : {}),
    autofocus: autoFocus,
    shouldRerenderOnTransaction: false,
    onCreate: ({ editor: created }) => {
      latest.current.onEditor?.(composerText(created, plain));
      latest.current.onReady?.(editorHtml(created));
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
      if (!adoptPictures(changed, pictures)) latest.current.onChange(editorHtml(changed));
    },
    editorProps: {
      attributes: { 'aria-label': label, role: 'textbox', 'aria-multiline': 'true', dir: 'auto' },
      handleKeyDown: (_view, event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return false;
        latest.current.onSubmit();
        return true;
      },
      transformPastedHTML: plain ? plainHtml : pastedHtml,
      clipboardTextParser: linesOfText,
      handlePaste: (view, event) => {
        const html = event.clipboardData?.getData('text/html') ?? '';
        const text = event.clipboardData?.getData('text/plain') ?? '';
        // The program that was copied from knows best how its content looks as text.
        if (plain && text) return view.pasteText(text);
        return (
          !hasWords(html) &&
          takeFiles([...(event.clipboardData?.files ?? [])], (files) => insertPictures(view, pictures, files))
        );
      },
      handleDrop: (view, event) => {
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
        return takeFiles([...(event.dataTransfer?.files ?? [])], (files) =>
          insertPictures(view, pictures, files, at),
        );
      },
    },
  });

  const own = props.signature?.signature;
  const signature = useMemo(
    () => (own === undefined ? undefined : { signature: plain && own ? plainHtml(own) : own }),
    [own, plain],
  );
  const shown = useRef(signature);
  useEffect(() => {
    const before = shown.current;
    shown.current = signature;
    if (editor && before && signature && before.signature !== signature.signature)
      swapSignature(editor, before, signature, (html) => pictures?.named(html) ?? html);
  }, [editor, signature, pictures]);

  /** Pictures go into the text; all other files become attachments. */
  function takeFiles(files: File[], insert: (images: File[]) => void): boolean {
    const images = plain ? [] : imageFiles(files);
    const others = plain ? files : otherFiles(files);
    if (images.length) insert(images);
    if (others.length) latest.current.onFiles(others);
    return files.length > 0;
  }

  return (
    <>
      <EditorContent editor={editor} className={surfaceStyles(token, plain)} />
      {props.children}
      {editor && (
        <div style={{ position: 'sticky', bottom: 0, zIndex: 1, background: token.colorBgElevated }}>
          <EditorToolbar
            editor={editor}
            plain={plain}
            onPlain={onSwitch && (() => onSwitch(editorHtml(editor)))}
            onPictures={(files) =>
              takeFiles(files, (images) => insertPictures(editor.view, pictures, images))
            }
          />
        </div>
      )}
    </>
  );
}
