import {
  BoldOutlined,
  ClearOutlined,
  ItalicOutlined,
  LinkOutlined,
  OrderedListOutlined,
  RedoOutlined,
  UnderlineOutlined,
  UndoOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import { useEditorState, type Editor } from '@tiptap/react';
import { Button, Divider, Flex, theme, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useT } from '../../locale';
import { LinkButton } from './LinkButton';

interface Tool {
  key: string;
  label: string;
  shortcut?: string;
  icon: ReactNode;
  active?: boolean;
  disabled?: boolean;
  run(): void;
}

/** The editor's formatting toolbar. */
export function EditorToolbar({ editor }: { editor: Editor }) {
  const { token } = theme.useToken();
  const t = useT();
  const state = useEditorState({
    editor,
    selector: ({ editor: current }) => ({
      bold: current.isActive('bold'),
      italic: current.isActive('italic'),
      underline: current.isActive('underline'),
      bulletList: current.isActive('bulletList'),
      orderedList: current.isActive('orderedList'),
      blockquote: current.isActive('blockquote'),
      link: current.isActive('link'),
      canUndo: current.can().undo(),
      canRedo: current.can().redo(),
    }),
  });
  const chain = () => editor.chain().focus();
  const groups: Tool[][] = [
    [
      {
        key: 'bold',
        label: t('Bold'),
        shortcut: 'B',
        icon: <BoldOutlined />,
        active: state.bold,
        run: () => chain().toggleBold().run(),
      },
      {
        key: 'italic',
        label: t('Italic'),
        shortcut: 'I',
        icon: <ItalicOutlined />,
        active: state.italic,
        run: () => chain().toggleItalic().run(),
      },
      {
        key: 'underline',
        label: t('Underline'),
        shortcut: 'U',
        icon: <UnderlineOutlined />,
        active: state.underline,
        run: () => chain().toggleUnderline().run(),
      },
    ],
    [
      {
        key: 'bullets',
        label: t('Bulleted list'),
        icon: <UnorderedListOutlined />,
        active: state.bulletList,
        run: () => chain().toggleBulletList().run(),
      },
      {
        key: 'numbers',
        label: t('Numbered list'),
        icon: <OrderedListOutlined />,
        active: state.orderedList,
        run: () => chain().toggleOrderedList().run(),
      },
      {
        key: 'quote',
        label: t('Quote'),
        icon: <QuoteIcon />,
        active: state.blockquote,
        run: () => chain().toggleBlockquote().run(),
      },
    ],
    [
      {
        key: 'clear',
        label: t('Clear formatting'),
        icon: <ClearOutlined />,
        run: () => chain().unsetAllMarks().clearNodes().run(),
      },
      {
        key: 'undo',
        label: t('Undo'),
        shortcut: 'Z',
        icon: <UndoOutlined />,
        disabled: !state.canUndo,
        run: () => chain().undo().run(),
      },
      {
        key: 'redo',
        label: t('Redo'),
        icon: <RedoOutlined />,
        disabled: !state.canRedo,
        run: () => chain().redo().run(),
      },
    ],
  ];
  const [marks = [], blocks = [], rest = []] = groups;
  return (
    <Flex
      wrap
      align="center"
      gap={2}
      role="toolbar"
      aria-label={t('Text formatting')}
      style={{ padding: `${token.paddingXXS}px ${token.paddingSM}px` }}
    >
      {marks.map(renderTool)}
      <LinkButton editor={editor} active={state.link} icon={<LinkOutlined />} />
      <Divider type="vertical" />
      {blocks.map(renderTool)}
      <Divider type="vertical" />
      {rest.map(renderTool)}
    </Flex>
  );
}

const isMac = (): boolean => /mac/i.test(navigator.userAgent);

function renderTool({ key, label, shortcut, icon, active, disabled, run }: Tool) {
  return (
    <Tooltip
      key={key}
      title={shortcut ? `${label} (${isMac() ? '⌘' : 'Ctrl+'}${shortcut})` : label}
      mouseEnterDelay={0.5}
    >
      <Button
        type={active ? 'default' : 'text'}
        size="small"
        icon={icon}
        disabled={disabled}
        aria-label={label}
        aria-pressed={active}
        // Keeps the selection when the button is clicked.
        onMouseDown={(event) => event.preventDefault()}
        onClick={run}
      />
    </Tooltip>
  );
}

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
