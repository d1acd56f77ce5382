import { EllipsisOutlined } from '@ant-design/icons';
import { useEditorState, type Editor } from '@tiptap/react';
import { Divider, Flex, Popover, theme } from 'antd';
import { Fragment, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useT } from '../../../../locale';
import { RovingFocus, ToolButton } from './ToolButton';
import { toolbarState } from './toolbar-state';
import { toolItems, type ToolContext, type ToolItem } from './tools';
import { countFitting, useContentWidth } from './useFitting';

/** Pixels between two groups. */
const GAP = 13;
const SPACE = 2;

type Props = Pick<ToolContext, 'plain' | 'onPlain' | 'onPictures'> & { editor: Editor };

/**
 * The editor's formatting toolbar: one row; what doesn't fit is in a menu at its end. Alt+F10 leads to it from the text,
 * and Escape back.
 */
export function EditorToolbar({ editor, ...props }: Props) {
  const { token } = theme.useToken();
  const t = useT();
  const [row, setRow] = useState<HTMLElement | null>(null);
  const [open, setOpen] = useState(false);
  const [focused, setFocused] = useState<string | null>(null);
  const panel = useRef<HTMLDivElement>(null);
  const state = useEditorState({ editor, selector: toolbarState });
  const items = toolItems({ editor, state, t, ...props });
  const width = useContentWidth(row);
  const tool = token.controlHeightSM + SPACE;
  const widths = items.map((item) => (item === 'gap' ? GAP : tool));
  const count = width === null ? items.length : countFitting(widths, width, tool);
  const shown = withoutLastGap(items.slice(0, count));
  const hidden = items.slice(count).flatMap((item) => (item === 'gap' ? [] : [item]));

  // Tab leads to the first tool if the one that had the focus last can't have it now.
  const names = [...shown, ...(open ? hidden : [])].flatMap((item) => (item === 'gap' ? [] : [item.name]));
  if (hidden.length > 0) names.push('more');
  const isOff = (focused === 'undo' && !state.canUndo) || (focused === 'redo' && !state.canRedo);
  const current = focused !== null && names.includes(focused) && !isOff ? focused : (names[0] ?? '');
  const roving = useMemo(() => ({ current, onFocus: setFocused }), [current]);

  useEffect(() => {
    // On the document, because the editor's own element may not be there yet.
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'F10' || !event.altKey || !editor.isFocused) return;
      event.preventDefault();
      row?.querySelector<HTMLElement>('[data-tool][tabindex="0"]')?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [editor, row]);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // Not the keys of what a tool has opened: its events come here through React, too.
    if (!event.currentTarget.contains(event.target as Node)) return;
    if (event.key === 'Escape' && !isExpanded(event.target)) {
      event.stopPropagation();
      // Not the command, which waits for the next frame: a key pressed before it would go to the toolbar.
      editor.view.focus();
      return;
    }
    const tools = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-tool]:not(:disabled)')];
    const at = tools.findIndex((each) => each === document.activeElement);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tools.length - 1 }[event.key];
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    tools[(next + tools.length) % tools.length]?.focus();
  };

  return (
    <RovingFocus.Provider value={roving}>
      <Flex
        align="center"
        gap={SPACE}
        role="toolbar"
        aria-label={t('Text formatting')}
        aria-keyshortcuts="Alt+F10"
        ref={setRow}
        style={{ padding: `${token.paddingXXS}px ${token.paddingSM}px`, minWidth: 0, overflow: 'hidden' }}
        onKeyDown={onKeyDown}
      >
        {shown.map((item, index) =>
          item === 'gap' ? (
            <Divider key={`gap${index}`} type="vertical" style={{ margin: '0 4px' }} />
          ) : (
            <Fragment key={item.name}>{item.node}</Fragment>
          ),
        )}
        {hidden.length > 0 && (
          <Popover
            trigger="click"
            placement="topRight"
            open={open}
            onOpenChange={setOpen}
            afterOpenChange={(isOpen) => {
              if (isOpen) panel.current?.querySelector<HTMLElement>('[data-tool]:not(:disabled)')?.focus();
            }}
            content={
              <Flex
                ref={panel}
                wrap
                gap={token.marginXXS}
                role="toolbar"
                aria-label={t('More formatting')}
                style={{ maxWidth: 5 * (tool + token.marginXXS) }}
                onKeyDown={onKeyDown}
                onClick={({ target }) => {
                  const used = target instanceof Element ? target.closest('[data-tool]') : null;
                  if (used && !used.hasAttribute('aria-haspopup')) setOpen(false);
                }}
              >
                {hidden.map(({ name, node }) => (
                  <Fragment key={name}>{node}</Fragment>
                ))}
              </Flex>
            }
          >
            <ToolButton
              name="more"
              label={t('More formatting')}
              icon={<EllipsisOutlined />}
              quiet={open}
              aria-haspopup="dialog"
              aria-expanded={open}
            />
          </Popover>
        )}
      </Flex>
    </RovingFocus.Provider>
  );
}

const isExpanded = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('[aria-expanded="true"]') !== null;

/** Nothing is separated from the menu at the end. */
const withoutLastGap = (items: ToolItem[]): ToolItem[] =>
  items.at(-1) === 'gap' ? items.slice(0, -1) : items;
