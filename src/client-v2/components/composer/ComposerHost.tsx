import { css } from '@emotion/css';
import { App, ConfigProvider, Flex, Grid, theme } from 'antd';
import { useEffect, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { closeComposer, composerStore, placeOf, setWindowMode } from './composer-store';
import { ComposerFrame } from './ComposerFrame';
import { dockLayout } from './dock-layout';
import { ClosedDraft } from './drafts/ClosedDraft';
import { useKeptDrafts } from './drafts/useKeptDrafts';
import { MoreComposers } from './MoreComposers';
import { SendProgress } from './SendProgress';
import { useDockLayer } from './useDockLayer';
import { usePageWidth } from './usePageWidth';

/** Class name of the composers' own dialogs. */
const OWN_LAYERS = 'nb-mail-composers';

/**
 * Shows the open composers: below the message they answer or docked on wide screens, full screen on narrow ones.
 * ComposerProvider mounts it once.
 */
export function ComposerHost() {
  const { token } = theme.useToken();
  const { windows, places, opened, sending, closed } = useSyncExternalStore(
    composerStore.subscribe,
    composerStore.get,
  );
  const narrow = !Grid.useBreakpoint().md;
  useKeptDrafts();
  const layer = useDockLayer(token.zIndexPopupBase, opened, OWN_LAYERS);
  const margin = narrow ? 0 : token.marginLG;
  const shownInline = windows.filter((window) => placeOf(window, places));
  const inDock = windows.filter((window) => !shownInline.includes(window));
  const aside = inDock.filter(({ mode }) => mode === 'minimised' || mode === 'inline');
  const inRow = !narrow && windows.some(({ mode }) => mode === 'docked');
  const { asideWidth, shown } = dockLayout(usePageWidth() - 2 * margin, aside.length, inRow, token.marginSM);
  // On a narrow screen, the open composer covers everything else.
  const alone = narrow && aside.length < inDock.length;
  const hidden = alone ? aside : aside.slice(0, aside.length - shown);
  // An empty answer is of no use once its message is gone.
  useEffect(() => {
    for (const window of windows)
      if (window.mode === 'inline' && !window.isWorthKeeping && !placeOf(window, places))
        closeComposer(window.key);
  }, [windows, places]);
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
          <Flex
            className={dock}
            gap={token.marginSM}
            align="end"
            justify="end"
            data-testid="mail-composer-dock"
          >
            {hidden.length > 0 && !alone && (
              <MoreComposers windows={hidden} onOpen={(key) => setWindowMode(key, 'docked')} />
            )}
            {windows.map((window) => (
              <ComposerFrame
                key={window.key}
                window={window}
                place={placeOf(window, places)}
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
