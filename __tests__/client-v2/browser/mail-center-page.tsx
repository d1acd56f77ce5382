import { App, ConfigProvider, theme } from 'antd';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, Outlet, RouterProvider } from 'react-router-dom';
import type { ChangeHint } from '../../../src/common';
import { ComposerProvider } from '../../../src/client-v2/components/composer/ComposerProvider';
import { MailButton } from '../../../src/client-v2/mail-center/top-bar/MailButton';
import MailCenterPage from '../../../src/client-v2/mail-center/MailCenterPage';
import MessageWindowPage from '../../../src/client-v2/mail-center/window/MessageWindowPage';
import AccountsPage from '../../../src/client-v2/pages/accounts/AccountsPage';
import MicrosoftSettingsPage from '../../../src/client-v2/pages/settings/MicrosoftSettingsPage';
import SuppressionsPage from '../../../src/client-v2/pages/suppressions/SuppressionsPage';
import CompanySignaturePage from '../../../src/client-v2/pages/signature/CompanySignaturePage';
import { MESSAGE_ROUTE } from '../../../src/client-v2/paths';
import { BlockPage } from './block-page';
import { composeFromBlock, type ComposeBlock } from './compose-action';
import { context } from './flow-engine';

declare global {
  interface Window {
    hint(hint: ChangeHint): void;
    leave(): void;
    /** Milliseconds that the router takes until it shows where it has gone, as the host’s does on a full page. */
    routerDelay?: number;
    /** Clicks “Compose email” of a block. */
    composeFromBlock(block: ComposeBlock): Promise<string[]>;
  }
}

const { matches: dark } = window.matchMedia('(prefers-color-scheme: dark)');
const algorithm = dark ? theme.darkAlgorithm : theme.defaultAlgorithm;
const root = createRoot(document.getElementById('root') as HTMLElement);
/** As in the host's clients, whose routers keep a page with unsaved changes. */
const router = createBrowserRouter([
  {
    element: (
      <ComposerProvider>
        <MailButton />
        <Outlet />
      </ComposerProvider>
    ),
    children: [
      { path: MESSAGE_ROUTE, element: <MessageWindowPage /> },
      { path: '/settings', element: <MicrosoftSettingsPage /> },
      { path: '/signature', element: <CompanySignaturePage /> },
      { path: '/accounts', element: <AccountsPage /> },
      { path: '/suppressions', element: <SuppressionsPage /> },
      { path: '/blocks/:name', element: <BlockPage /> },
      { path: '*', element: <MailCenterPage /> },
    ],
  },
]);
const subscribe = router.subscribe.bind(router);
router.subscribe = (show) =>
  subscribe((...state) => {
    if (window.routerDelay) setTimeout(() => show(...state), window.routerDelay);
    else show(...state);
  });
root.render(
  // A click in the middle of an animation may land on what is leaving.
  <ConfigProvider theme={{ algorithm, token: { motion: false } }}>
    <App>
      <RouterProvider router={router} />
    </App>
  </ConfigProvider>,
);
window.hint = (detail) =>
  void context.app.eventBus.dispatchEvent(new CustomEvent('ws:message:mail:changed', { detail }));
window.leave = () => root.unmount();
window.composeFromBlock = composeFromBlock;
