import type { Editor } from '@tiptap/react';

const LEVELS = [1, 2, 3];

/**
 * What the toolbar shows about the place of the cursor. Computed for every keystroke, so it asks only for what is
 * cheap: marks and ancestors, never the whole text.
 */
export function toolbarState({ editor }: { editor: Editor }) {
  const is = (name: string) => editor.schema.marks[name] ?? editor.schema.nodes[name];
  const active = (name: string) => is(name) !== undefined && editor.isActive(name);
  const style = editor.schema.marks.textStyle ? editor.getAttributes('textStyle') : {};
  const text = (value: unknown): string | null => (typeof value === 'string' && value ? value : null);
  const level = active('heading')
    ? LEVELS.find((each) => editor.isActive('heading', { level: each }))
    : undefined;
  const { textAlign } = editor.getAttributes(level === undefined ? 'paragraph' : 'heading');
  return {
    bold: active('bold'),
    italic: active('italic'),
    underline: active('underline'),
    strike: active('strike'),
    code: active('code'),
    bulletList: active('bulletList'),
    orderedList: active('orderedList'),
    blockquote: active('blockquote'),
    link: active('link'),
    inTable: active('table'),
    picture: active('image'),
    block: level !== undefined ? `heading${level}` : active('codeBlock') ? 'codeBlock' : 'paragraph',
    size: text(style.fontSize),
    color: text(style.color),
    highlight: text(style.backgroundColor),
    align: text(textAlign) ?? 'left',
    canUndo: editor.can().undo(),
    canRedo: editor.can().redo(),
  };
}

export type ToolbarState = ReturnType<typeof toolbarState>;
