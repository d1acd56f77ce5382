import { App, ConfigProvider, theme } from 'antd';
import { createRoot } from 'react-dom/client';
import type { ChangeHint } from '../../../src/common';
import type { ComposerInit } from '../../../src/client-v2/components/composer/composer-init';
import { openComposer } from '../../../src/client-v2/components/composer/composer-store';
import { ComposerHost } from '../../../src/client-v2/components/composer/ComposerHost';
import { MemoryRouter, useLocation } from 'react-router-dom';
import { context } from './flow-engine';

declare global {
  interface Window {
    compose(init: ComposerInit): void;
    hint(hint: ChangeHint): void;
  }
}

/** Where a link has led. */
function Place() {
  const { pathname, search } = useLocation();
  return (
    <output hidden data-testid="place">
      {pathname + search}
    </output>
  );
}

const { matches: dark } = window.matchMedia('(prefers-color-scheme: dark)');
context.i18n.language = new URLSearchParams(location.search).get('language') ?? 'en-US';
createRoot(document.getElementById('root') as HTMLElement).render(
  // A click in the middle of an animation may land on what is leaving.
  <ConfigProvider
    theme={{
      algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
      token: { motion: false },
    }}
  >
    <App>
      <MemoryRouter>
        <ComposerHost />
        <Place />
      </MemoryRouter>
    </App>
  </ConfigProvider>,
);
window.compose = (init) => openComposer(init);
window.hint = (detail) =>
  void context.app.eventBus.dispatchEvent(new CustomEvent('ws:message:mail:changed', { detail }));
