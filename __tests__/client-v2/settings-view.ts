import type { ProviderSettingsView } from '../../src/common';

/** Settings of a provider as the server describes them, with all that a page has to cope with. */
export const VIEW: ProviderSettingsView = {
  name: 'outlook',
  title: 'Outlook',
  enabled: true,
  fields: [
    { name: 'cloud', title: 'Cloud', kind: 'select', required: true, defaultValue: 'global' },
    { name: 'tenantKind', title: 'Kind', kind: 'select', required: true, defaultValue: 'one' },
    { name: 'clientId', title: 'ID', kind: 'text', required: true },
    {
      name: 'tenant',
      title: 'Tenant',
      kind: 'text',
      required: true,
      shownWhen: { field: 'tenantKind', value: 'one' },
    },
    { name: 'clientSecret', title: 'Secret', kind: 'secret', required: true },
    { name: 'expires', title: 'Expires', kind: 'date', required: false },
    {
      name: 'imapServer',
      title: 'IMAP',
      kind: 'text',
      required: false,
      requiredWhen: { field: 'cloud', value: 'custom' },
    },
    { name: 'stray', title: 'In no step', kind: 'text', required: false },
  ],
  values: { clientId: 'abc', tenant: 'contoso.com', expires: '2027-03-01' },
  savedSecrets: { clientSecret: '2026-03-01T10:00:00.000Z' },
  redirectUri: 'https://example.com/api/mailAccounts:callback',
  adminConsentUrl: null,
  consent: null,
  secretExpiry: null,
  guide: {
    portalField: 'cloud',
    portals: { global: 'https://entra.example.com', custom: '' },
    steps: [
      {
        name: 'register',
        title: 'Register',
        text: '…',
        link: { label: 'New', path: '/#list', needsClientId: false },
        fields: ['cloud', 'tenantKind', 'clientId', 'tenant'],
      },
      {
        name: 'redirect',
        title: 'Redirect',
        text: '…',
        copy: [{ label: 'Redirect URI', value: '{redirectUri}' }],
        link: { label: 'Authentication', path: '/#app/{clientId}/auth', needsClientId: true },
        fields: [],
      },
      { name: 'secret', title: 'Secret', text: '…', copy: [], fields: ['clientSecret', 'expires'] },
      { name: 'servers', title: 'Servers', text: '…', fields: ['imapServer'] },
    ],
  },
};
