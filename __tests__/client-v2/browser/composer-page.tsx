import { App } from 'antd';
import { createRoot } from 'react-dom/client';
import type { ComposerInit } from '../../../src/client-v2/components/composer-init';
import { openComposer } from '../../../src/client-v2/components/composer-store';
import { ComposerHost } from '../../../src/client-v2/components/ComposerHost';

declare global {
  interface Window {
    compose(init: ComposerInit): void;
  }
}

createRoot(document.getElementById('root') as HTMLElement).render(
  <App>
    <ComposerHost />
  </App>,
);
window.compose = (init) => openComposer(init);
