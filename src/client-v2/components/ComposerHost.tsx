import { css } from '@emotion/css';
import { App, ConfigProvider, Flex, Grid, theme } from 'antd';
import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { Composer } from './Composer';
import { closeComposer, composerStore, setWindowMode, type ComposerWindow } from './composer-store';
import type { Draft } from './draft';
import { forgetDraft, saveDraft } from './saved-drafts';
import { SendProgress } from './SendProgress';
import { useRestoredDrafts } from './useRestoredDrafts';
import { useUserId } from './useUserId';

/** Typing is kept this long after the last key. */
const SAVE_DELAY = 500;

/** Above drawers and dialogs, which start at antd's base and rise by ones and tens: a mail is answered beside them. */
const RAISE = 500;

/** Shows the open composers: docked windows on wide screens, full screen on narrow ones. Mounted once, by ComposerProvider. */
export function ComposerHost() {
  const { token } = theme.useToken();
  const { windows, sending } = useSyncExternalStore(composerStore.subscribe, composerStore.get);
  const narrow = !Grid.useBreakpoint().md;
  useRestoredDrafts();
  const dock = css`
    position: fixed;
    inset-inline-end: ${token.marginLG}px;
    bottom: 0;
    z-index: ${token.zIndexPopupBase + RAISE - 10};
    pointer-events: none;
    font: ${token.fontSize}px / ${token.lineHeight} ${token.fontFamily};
    & > * {
      pointer-events: auto;
    }
    @media (max-width: 767px) {
      inset-inline: 0;
    }
  `;
  return createPortal(
    <>
      <ConfigProvider theme={{ token: { zIndexPopupBase: token.zIndexPopupBase + RAISE } }}>
        {/* Questions that the composer asks stand above it: they need an App within the raised theme. */}
        <App component={false}>
          <Flex className={dock} gap={token.marginSM} align="end" justify="end" wrap={narrow}>
            {windows.map((window) => (
              <Window key={window.key} window={window} narrow={narrow} />
            ))}
          </Flex>
        </App>
      </ConfigProvider>
      {sending.map((operation) => (
        <SendProgress key={operation.id} operation={operation} />
      ))}
    </>,
    document.body,
  );
}

function Window({
  window: { key, init, mode, restored },
  narrow,
}: {
  window: ComposerWindow;
  narrow: boolean;
}) {
  const { token } = theme.useToken();
  const userId = useUserId();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const onDraft = useCallback(
    (draft: Draft | null) => {
      clearTimeout(timer.current);
      if (userId === null) return;
      if (!draft) forgetDraft(userId, key);
      else timer.current = setTimeout(() => saveDraft(userId, { key, init, draft }), SAVE_DELAY);
    },
    [init, key, userId],
  );
  useEffect(() => () => clearTimeout(timer.current), []);
  const onClose = useCallback(() => {
    clearTimeout(timer.current);
    if (userId !== null) forgetDraft(userId, key);
    closeComposer(key);
  }, [key, userId]);

  const minimised = mode === 'minimised';
  const expanded = mode === 'expanded' && !narrow;
  const controls = {
    minimised,
    expanded,
    canExpand: !narrow,
    onMinimise: () => setWindowMode(key, minimised ? 'docked' : 'minimised'),
    onExpand: () => setWindowMode(key, expanded ? 'docked' : 'expanded'),
  };
  const frame = css`
    position: relative;
    overflow: hidden;
    border: 1px solid ${token.colorBorderSecondary};
    border-radius: ${token.borderRadiusLG}px ${token.borderRadiusLG}px 0 0;
    background: ${token.colorBgElevated};
    box-shadow: ${token.boxShadowSecondary};
  `;
  // A minimised composer stays mounted: its editor, its running uploads.
  return (
    <div role="dialog" aria-modal={false} className={frame} style={sizeOf(minimised, expanded, narrow)}>
      <Composer initial={init} restored={restored} onDraft={onDraft} onClose={onClose} controls={controls} />
    </div>
  );
}

function sizeOf(minimised: boolean, expanded: boolean, narrow: boolean) {
  if (minimised) return { width: 260, height: 36 };
  if (narrow) return { position: 'fixed', inset: 0, borderRadius: 0, border: 0 } as const;
  if (expanded)
    return { position: 'fixed', inset: '5vh max(24px, calc(50vw - 520px))', borderRadius: 8 } as const;
  return { width: 'min(640px, calc(100vw - 48px))', height: 'min(660px, calc(100vh - 96px))' };
}
