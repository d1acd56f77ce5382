import { css } from '@emotion/css';
import { App, ConfigProvider, Flex, Grid, theme } from 'antd';
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import type { DraftView, Id } from '../../../common';
import { createPortal } from 'react-dom';
import { Composer } from './Composer';
import {
  closeComposer,
  composerStore,
  replaceDraft,
  setWindowDraft,
  setWindowMode,
  setWindowTitle,
  type ComposerWindow,
} from './composer-store';
import { dockLayout, OPEN_WIDTH } from './dock-layout';
import { ClosedDraft } from './drafts/ClosedDraft';
import { holdDraft } from './drafts/draft-lock';
import { forgetWindow, rememberWindow } from './drafts/open-windows';
import { useKeptDrafts } from './drafts/useKeptDrafts';
import { MoreComposers } from './MoreComposers';
import { SendProgress } from './SendProgress';
import { useDockLayer } from './useDockLayer';
import { usePageWidth } from './usePageWidth';
import { useUserId } from '../shared/useUserId';

/** Class name of the composers' own dialogs. */
const OWN_LAYERS = 'nb-mail-composers';

/**
 * Shows the open composers: docked on wide screens, full screen on narrow ones. ComposerProvider mounts it
 * once.
 */
export function ComposerHost() {
  const { token } = theme.useToken();
  const { windows, opened, sending, closed } = useSyncExternalStore(
    composerStore.subscribe,
    composerStore.get,
  );
  const narrow = !Grid.useBreakpoint().md;
  useKeptDrafts();
  const layer = useDockLayer(token.zIndexPopupBase, opened, OWN_LAYERS);
  const margin = narrow ? 0 : token.marginLG;
  const aside = windows.filter(({ mode }) => mode === 'minimised');
  const inRow = !narrow && windows.some(({ mode }) => mode === 'docked');
  const { asideWidth, shown } = dockLayout(usePageWidth() - 2 * margin, aside.length, inRow, token.marginSM);
  // On a narrow screen, the open composer covers everything else.
  const alone = narrow && aside.length < windows.length;
  const hidden = alone ? aside : aside.slice(0, aside.length - shown);
  const dock = css`
    position: fixed;
    inset-inline-end: ${margin}px;
    bottom: 0;
    z-index: ${layer};
    pointer-events: none;
    font: ${token.fontSize}px / ${token.lineHeight} ${token.fontFamily};
    & > * {
      pointer-events: auto;
    }
  `;
  return createPortal(
    <>
      <ConfigProvider theme={{ token: { zIndexPopupBase: layer } }} modal={{ className: OWN_LAYERS }}>
        {/* The composer's own dialogs must appear above it, so they need an App inside the raised theme. */}
        <App component={false}>
          <Flex className={dock} gap={token.marginSM} align="end" justify="end">
            {hidden.length > 0 && !alone && (
              <MoreComposers windows={hidden} onOpen={(key) => setWindowMode(key, 'docked')} />
            )}
            {windows.map((window) => (
              <Window
                key={window.key}
                window={window}
                narrow={narrow}
                asideWidth={hidden.includes(window) ? null : asideWidth}
              />
            ))}
          </Flex>
        </App>
      </ConfigProvider>
      {closed.map((each) => (
        <ClosedDraft key={each.key} closed={each} />
      ))}
      {sending.map((operation) => (
        <SendProgress key={operation.id} operation={operation} />
      ))}
    </>,
    document.body,
  );
}

function Window({
  window: { key, init, mode, restored, draftKey, version },
  narrow,
  asideWidth,
}: {
  window: ComposerWindow;
  narrow: boolean;
  /** Width of a minimised window in pixels; null if there is no room for it. */
  asideWidth: number | null;
}) {
  const { token } = theme.useToken();
  const userId = useUserId();
  useEffect(() => (draftKey === undefined ? undefined : holdDraft(draftKey)), [draftKey]);
  const onDraft = useCallback(
    (draft: { key: string; id?: Id; isWorthKeeping: boolean }) => {
      setWindowDraft(key, draft.key, draft.id);
      if (userId === null) return;
      if (draft.isWorthKeeping) rememberWindow(userId, { key, init, draftKey: draft.key, id: draft.id });
      else forgetWindow(userId, key);
    },
    [init, key, userId],
  );
  const onReplace = useCallback((draft: DraftView) => replaceDraft(key, draft), [key]);
  const onClose = useCallback(() => {
    if (userId !== null) forgetWindow(userId, key);
    closeComposer(key);
  }, [key, userId]);

  const onTitle = useCallback((title: string) => setWindowTitle(key, title), [key]);

  const minimised = mode === 'minimised';
  const expanded = mode === 'expanded' && !narrow;
  const controls = {
    minimised,
    expanded,
    canExpand: !narrow,
    onMinimise: () => setWindowMode(key, minimised ? 'docked' : 'minimised'),
    onExpand: () => setWindowMode(key, expanded ? 'docked' : 'expanded'),
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
  // A minimised composer stays mounted to keep its editor and its running uploads.
  return (
    <div
      role="dialog"
      aria-modal={false}
      className={frame}
      style={minimised ? sizeAside(asideWidth) : sizeOf(expanded, narrow)}
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
    </div>
  );
}

/** Clips the window to its title bar, so that inner scrolling can't move anything else into view. */
function sizeAside(width: number | null) {
  return width === null ? { display: 'none' } : { width, height: 36, flex: 'none', overflow: 'clip' };
}

function sizeOf(expanded: boolean, narrow: boolean) {
  if (narrow) return { position: 'fixed', inset: 0, borderRadius: 0, border: 0 } as const;
  if (expanded)
    return { position: 'fixed', inset: '5vh max(24px, calc(50vw - 520px))', borderRadius: 8 } as const;
  return { width: `min(${OPEN_WIDTH}px, calc(100vw - 48px))`, height: 'min(660px, calc(100vh - 96px))' };
}
