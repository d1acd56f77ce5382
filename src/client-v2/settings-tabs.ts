import type { ComponentLoader } from './host/plugin';
import { CONFIGURE_SNIPPET, OVERSEE_SNIPPET } from '../common';

/** A tab of the plugin's settings, with its own permission. */
export interface SettingsTab {
  key: string;
  /** A key of the locale files. */
  title: string;
  snippet: string;
  sort: number;
  componentLoader: ComponentLoader;
}

/**
 * The tabs of both clients. The menu above them has no permission of its own: it exists as long as one of
 * them does.
 */
export const SETTINGS_TABS: SettingsTab[] = [
  {
    key: 'microsoft',
    title: 'Microsoft',
    snippet: CONFIGURE_SNIPPET,
    sort: 1,
    componentLoader: () => import('./pages/settings/MicrosoftSettingsPage'),
  },
  {
    key: 'signature',
    title: 'Company signature',
    snippet: CONFIGURE_SNIPPET,
    sort: 2,
    componentLoader: () => import('./pages/signature/CompanySignaturePage'),
  },
  {
    key: 'accounts',
    title: 'Accounts',
    snippet: OVERSEE_SNIPPET,
    sort: 3,
    componentLoader: () => import('./pages/accounts/AccountsPage'),
  },
  {
    key: 'address-books',
    title: 'Address books',
    snippet: CONFIGURE_SNIPPET,
    sort: 4,
    componentLoader: () => import('./pages/address-books/AddressBooksPage'),
  },
  {
    key: 'suppressions',
    title: 'Suppressed addresses',
    snippet: CONFIGURE_SNIPPET,
    sort: 5,
    componentLoader: () => import('./pages/suppressions/SuppressionsPage'),
  },
];
