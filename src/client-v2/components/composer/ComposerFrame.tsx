import { css } from '@emotion/css';
import { theme } from 'antd';
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type CSSProperties } from 'react';
import { createPortal } from 'react-dom';
import type { DraftView, Id } from '../../../common';
import { showInPane } from '../shared/scroll-pane';
import { useUserId } from '../shared/useUserId';
import { Composer } from './Composer';
import {
  closeComposer,
  replaceDraft,
  setWindowDraft,
  setWindowMode,
  setWindowTitle,
  type ComposerWindow,
} from './composer-store';
import { OPEN_WIDTH, TITLE_HEIGHT } from './dock-layout';
import { holdDraft } from './drafts/draft-lock';
import { forgetWindow, rememberWindow } from './drafts/open-windows';

interface Props {
  window: ComposerWindow;
  /** The element below the message that it answers, if it belongs there. */
  place?: HTMLElement;
  narrow: boolean;
  /** Width of a minimised window in pixels; null if there is no room for it. */
  asideWidth: number | null;
}

/**
 * A composer in its frame, in the dock or below the message that it answers. It's rendered into an element of its own,
 * which moves between the two and takes the editor, its history and running uploads along.
 */
export function ComposerFrame({ window, place, narrow, asideWidth }: Props) {
  const { key, init, mode, restored, draftKey, version, recalled } = window;
  const { token } = theme.useToken();
  const userId = useUserId();
  const [element] = useState(createFrameElement);
  const slot = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => moveTo(element, place ?? slot.current), [element, place]);
  useEffect(() => (place ? keepInSight(place) : undefined), [element, place]);
  useEffect(() => {
    if (recalled === 0) return;
    element.querySelector<HTMLElement>('[contenteditable="true"]')?.focus({ preventScroll: true });
    if (element.parentElement) showInPane(element.parentElement);
  }, [element, recalled]);

  useEffect(() => (draftKey === undefined ? undefined : holdDraft(draftKey)), [draftKey]);
  const isInline = mode === 'inline';
  const onDraft = useCallback(
    (draft: { key: string; id?: Id; isWorthKeeping: boolean }) => {
      const { id, isWorthKeeping } = draft;
      setWindowDraft(key, { draftKey: draft.key, draftId: id, isWorthKeeping });
      if (userId === null) return;
      if (isWorthKeeping) rememberWindow(userId, { key, init, draftKey: draft.key, id, isInline });
      else forgetWindow(userId, key);
    },
    [init, isInline, key, userId],
  );
  const onReplace = useCallback((draft: DraftView) => replaceDraft(key, draft), [key]);
  const onClose = useCallback(() => {
    if (userId !== null) forgetWindow(userId, key);
    closeComposer(key);
  }, [key, userId]);
  const onTitle = useCallback((title: string) => setWindowTitle(key, title), [key]);

  const minimised = mode === 'minimised' || (isInline && !place);
  const expanded = mode === 'expanded' && !narrow;
  const controls = {
    inline: place !== undefined,
    minimised,
    expanded,
    canExpand: !narrow,
    onMinimise: () => setWindowMode(key, minimised ? 'docked' : 'minimised'),
    onExpand: () => setWindowMode(key, expanded ? 'docked' : 'expanded'),
    onPopOut: () => setWindowMode(key, 'docked'),
    onTitle,
  };
  const frame = css`
    position: relative;
    overflow: hidden;
    border: 1px solid ${token.colorBorderSecondary};
    border-radius: ${token.borderRadiusLG}px ${token.borderRadiusLG}px 0 0;
    background: ${token.colorBgElevated};
    box-shadow: ${token.boxShadowSecondary};
  `;
  const own: CSSProperties = place
    ? inlineStyle(token.borderRadiusLG)
    : minimised
      ? sizeAside(asideWidth)
      : sizeOf(expanded, narrow);
  return (
    <>
      {!place && <div ref={slot} style={{ display: 'contents' }} />}
      {createPortal(
        // A minimised composer stays mounted to keep its editor and its running uploads.
        <div
          {...(place ? { role: 'group' } : { role: 'dialog', 'aria-modal': false })}
          className={frame}
          style={own}
          data-mail-composer-frame
          data-testid={place ? 'mail-composer-inline' : undefined}
        >
          <Composer
            // Another version gets an editor of its own.
            key={version}
            initial={init}
            restored={restored}
            onDraft={onDraft}
            onReplace={onReplace}
            onClose={onClose}
            controls={controls}
          />
        </div>,
        element,
      )}
    </>
  );
}

function createFrameElement(): HTMLElement {
  const element = document.createElement('div');
  element.style.display = 'contents';
  return element;
}

/** Moves the element, and keeps the focus if it's within it. */
function moveTo(element: HTMLElement, target: HTMLElement | null): void {
  const { activeElement } = document;
  const focused = element.contains(activeElement) ? activeElement : null;
  target?.append(element);
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
}

/** Scrolls along until a composer has opened in a place, and as it grows while someone writes in it. */
function keepInSight(place: HTMLElement): () => void {
  let height = 0;
  // Its parts come one after another: the fields, the editor, the toolbar.
  let isOpening = true;
  const observer = new ResizeObserver(() => {
    const { height: now } = place.getBoundingClientRect();
    if (now > height && (isOpening || place.contains(document.activeElement))) showInPane(place);
    height = now;
    isOpening &&= place.querySelector('[role="toolbar"]') === null;
  });
  observer.observe(place);
  return () => observer.disconnect();
}

/** As high as its text, up to most of the window. */
function inlineStyle(radius: number): CSSProperties {
  return {
    ...{
      display: 'flex',
      flexDirection: 'column',
      boxSizing: 'border-box',
      maxHeight: 'max(320px, calc(100vh - 240px))',
    },
    ...{ borderRadius: radius, boxShadow: 'none' },
  };
}

/** Clips the window to its title bar, so that inner scrolling can't move anything else into view. */
function sizeAside(width: number | null): CSSProperties {
  return width === null
    ? { display: 'none' }
    : { width, height: TITLE_HEIGHT, flex: 'none', overflow: 'clip' };
}

function sizeOf(expanded: boolean, narrow: boolean): CSSProperties {
  if (narrow) return { position: 'fixed', inset: 0, borderRadius: 0, border: 0 };
  if (expanded) return { position: 'fixed', inset: '5vh max(24px, calc(50vw - 520px))', borderRadius: 8 };
  return { width: `min(${OPEN_WIDTH}px, calc(100vw - 48px))`, height: 'min(660px, calc(100vh - 96px))' };
}
