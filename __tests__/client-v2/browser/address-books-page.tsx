import { App, ConfigProvider, theme } from 'antd';
import { createRoot } from 'react-dom/client';
import { createMemoryRouter, RouterProvider } from 'react-router-dom';
import AddressBooksPage from '../../../src/client-v2/pages/address-books/AddressBooksPage';
import { context } from './flow-engine';

const { matches: dark } = window.matchMedia('(prefers-color-scheme: dark)');
context.i18n.language = new URLSearchParams(location.search).get('language') ?? 'en-US';
const router = createMemoryRouter([{ path: '/', element: <AddressBooksPage /> }]);
createRoot(document.getElementById('root') as HTMLElement).render(
  <ConfigProvider
    theme={{ algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm, token: { motion: false } }}
  >
    <App style={{ padding: 16, background: dark ? '#000' : '#f5f5f5', minHeight: '100vh' }}>
      <RouterProvider router={router} />
    </App>
  </ConfigProvider>,
);
