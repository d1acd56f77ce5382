import type { Guide, GuideStep } from '../../../common';
import { CLOUDS, CUSTOM_CLOUD } from './clouds';
import { EXPIRY_FIELD } from './fields';
import { SEND_RATE_FIELD } from './sendLimits';

const APP = '/#view/Microsoft_AAD_RegisteredApps';
/** A page of the app registration itself. */
const page = (label: string, name: string): GuideStep['link'] => ({
  label,
  path: `${APP}/ApplicationMenuBlade/~/${name}/appId/{clientId}`,
  needsClientId: true,
});

/**
 * Delegated permissions of Microsoft Graph
 * (https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth).
 */
const PERMISSIONS = [
  'email',
  'offline_access',
  'openid',
  'profile',
  'User.Read',
  'IMAP.AccessAsUser.All',
  'SMTP.Send',
];

/** The steps in the Entra admin center, using its own terms. */
export const GUIDE: Guide = {
  portalField: 'cloud',
  portals: {
    ...Object.fromEntries([...CLOUDS].map(([name, { portal }]) => [name, portal])),
    [CUSTOM_CLOUD]: '',
  },
  steps: [
    {
      name: 'register',
      title: 'guide.register.title',
      text: 'guide.register.text',
      copy: [{ label: 'Name', value: 'NocoBase' }],
      link: {
        label: 'New registration',
        path: `${APP}/CreateApplicationBlade/quickStartType~/null/isMSAApp~/false`,
        needsClientId: false,
      },
      help: {
        title: 'guide.noTenant.title',
        text: 'guide.noTenant.text',
        links: [
          { label: 'Microsoft 365 for business', url: 'https://www.microsoft.com/microsoft-365/business' },
          { label: 'Azure free account', url: 'https://azure.microsoft.com/free' },
        ],
      },
      fields: ['cloud', 'tenantKind', 'clientId', 'tenant'],
    },
    {
      name: 'redirect',
      title: 'guide.redirect.title',
      text: 'guide.redirect.text',
      copy: [{ label: 'Redirect URI', value: '{redirectUri}' }],
      link: page('Authentication', 'Authentication'),
      fields: [],
    },
    {
      name: 'permissions',
      title: 'guide.permissions.title',
      text: 'guide.permissions.text',
      copy: PERMISSIONS.map((value) => ({ label: 'Permission', value })),
      link: page('API permissions', 'CallAnAPI'),
      fields: [],
    },
    {
      name: 'consent',
      title: 'guide.consent.title',
      text: 'guide.consent.text',
      link: page('API permissions', 'CallAnAPI'),
      fields: [],
    },
    {
      name: 'secret',
      title: 'guide.secret.title',
      text: 'guide.secret.text',
      link: page('Certificates & secrets', 'Credentials'),
      fields: ['clientSecret', EXPIRY_FIELD],
    },
    {
      name: 'servers',
      title: 'guide.servers.title',
      text: 'guide.servers.text',
      fields: ['authority', 'imapServer', 'smtpServer', 'resource', SEND_RATE_FIELD],
    },
  ],
};
