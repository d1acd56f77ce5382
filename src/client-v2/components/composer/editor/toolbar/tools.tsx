import {
  BoldOutlined,
  ClearOutlined,
  CodeOutlined,
  FileTextOutlined,
  ItalicOutlined,
  OrderedListOutlined,
  RedoOutlined,
  StrikethroughOutlined,
  UnderlineOutlined,
  UndoOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import type { Editor } from '@tiptap/react';
import type { ReactNode } from 'react';
import type { Translate } from '../../../../locale';
import { AlignMenu } from './AlignMenu';
import { ColorButton } from './ColorButton';
import { EmojiButton } from './EmojiButton';
import { LinkButton } from './LinkButton';
import { PictureButton } from './PictureButton';
import { StyleMenu } from './StyleMenu';
import { TableButton } from './TableButton';
import { ToolButton } from './ToolButton';
import type { ToolbarState } from './toolbar-state';

export interface ToolContext {
  editor: Editor;
  state: ToolbarState;
  t: Translate;
  plain: boolean;
  /** Switches between formatted and plain text; undefined where only one is possible. */
  onPlain?(plain: boolean): void;
  /** Inserts pictures. */
  onPictures(files: File[]): void;
}

/** A tool, or the gap between two groups. */
export type ToolItem = { name: string; node: ReactNode } | 'gap';

/** The tools in their order: what is used most comes first, because the last ones move to the menu. */
export function toolItems(context: ToolContext): ToolItem[] {
  const { plain, editor } = context;
  const emoji = { name: 'emoji', node: <EmojiButton editor={editor} /> };
  if (plain) return [emoji, 'gap', ...history(context), 'gap', ...modes(context)];
  return [
    ...marks(context),
    'gap',
    ...blocks(context),
    'gap',
    ...objects(context),
    emoji,
    'gap',
    ...others(context),
    'gap',
    ...history(context),
    ...(context.onPlain ? (['gap'] as const) : []),
    ...modes(context),
  ];
}

function marks({ editor, state, t }: ToolContext): ToolItem[] {
  const { block, size, color, highlight, bold, italic, underline } = state;
  return [
    { name: 'style', node: <StyleMenu editor={editor} block={block} size={size} /> },
    toggle('bold', t('Bold'), <BoldOutlined />, bold, () => editor.chain().focus().toggleBold().run(), 'B'),
    toggle(
      'italic',
      t('Italic'),
      <ItalicOutlined />,
      italic,
      () => editor.chain().focus().toggleItalic().run(),
      'I',
    ),
    toggle(
      'underline',
      t('Underline'),
      <UnderlineOutlined />,
      underline,
      () => editor.chain().focus().toggleUnderline().run(),
      'U',
    ),
    { name: 'color', node: <ColorButton editor={editor} color={color} highlight={highlight} /> },
  ];
}

function blocks({ editor, state, t }: ToolContext): ToolItem[] {
  return [
    toggle(
      'bullets',
      t('Bulleted list'),
      <UnorderedListOutlined />,
      state.bulletList,
      () => editor.chain().focus().toggleBulletList().run(),
      'Shift+8',
    ),
    toggle(
      'numbers',
      t('Numbered list'),
      <OrderedListOutlined />,
      state.orderedList,
      () => editor.chain().focus().toggleOrderedList().run(),
      'Shift+7',
    ),
  ];
}

function objects({ editor, state, onPictures }: ToolContext): ToolItem[] {
  return [
    { name: 'link', node: <LinkButton editor={editor} active={state.link} /> },
    {
      name: 'picture',
      node: <PictureButton editor={editor} selected={state.picture} onFiles={onPictures} />,
    },
    { name: 'table', node: <TableButton editor={editor} inTable={state.inTable} /> },
  ];
}

function others({ editor, state, t }: ToolContext): ToolItem[] {
  return [
    { name: 'align', node: <AlignMenu editor={editor} align={state.align} /> },
    toggle(
      'strike',
      t('Strikethrough'),
      <StrikethroughOutlined />,
      state.strike,
      () => editor.chain().focus().toggleStrike().run(),
      'Shift+S',
    ),
    toggle(
      'quote',
      t('Quote'),
      <QuoteIcon />,
      state.blockquote,
      () => editor.chain().focus().toggleBlockquote().run(),
      'Shift+B',
    ),
    toggle(
      'code',
      t('Code'),
      <CodeOutlined />,
      state.code,
      () => editor.chain().focus().toggleCode().run(),
      'E',
    ),
    button('clear', t('Clear formatting'), <ClearOutlined />, () =>
      editor.chain().focus().unsetAllMarks().clearNodes().unsetTextAlign().run(),
    ),
  ];
}

const history = ({ editor, state, t }: ToolContext): ToolItem[] => [
  button('undo', t('Undo'), <UndoOutlined />, () => editor.chain().focus().undo().run(), {
    shortcut: 'Z',
    disabled: !state.canUndo,
  }),
  button('redo', t('Redo'), <RedoOutlined />, () => editor.chain().focus().redo().run(), {
    shortcut: 'Shift+Z',
    disabled: !state.canRedo,
  }),
];

const modes = ({ onPlain, plain, t }: ToolContext): ToolItem[] =>
  onPlain ? [toggle('plain', t('Plain text'), <FileTextOutlined />, plain, () => onPlain(!plain))] : [];

function toggle(
  name: string,
  label: string,
  icon: ReactNode,
  pressed: boolean,
  run: () => void,
  shortcut?: string,
): ToolItem {
  return button(name, label, icon, run, { pressed, shortcut });
}

const button = (
  name: string,
  label: string,
  icon: ReactNode,
  run: () => void,
  more: { pressed?: boolean; shortcut?: string; disabled?: boolean } = {},
): ToolItem => ({
  name,
  node: <ToolButton name={name} label={label} icon={icon} onClick={run} {...more} />,
});

function QuoteIcon() {
  return (
    <span
      aria-hidden
      className="anticon"
      style={{ fontFamily: 'Georgia, serif', fontWeight: 700, fontSize: 18, lineHeight: '10px' }}
    >
      <span style={{ position: 'relative', top: 5 }}>”</span>
    </span>
  );
}
