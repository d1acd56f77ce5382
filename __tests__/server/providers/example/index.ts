import { MailError } from '../../../../src/server/errors';
import type { MailProvider } from '../../../../src/server/providers/provider';
import { serverOf, SUBMISSIONS_PORT } from '../../../../src/server/providers/serverAddress';
import { GUIDE, SETTING_FIELDS } from './settings';

/** What is kept of a person: the password that the provider's page made for this app. */
interface AppPassword {
  user: string;
  password: string;
}

const SIGN_IN_PAGE = 'https://signin.mail.example/app-password';

/** What the sign-in page has handed out: each code is good once. A real provider asks its server here. */
const granted = new Map<string, AppPassword>();

/** What a person does on the sign-in page; answers the code that comes back to the app. */
export function grant(code: string, appPassword: AppPassword): void {
  granted.set(code, appPassword);
}

const opened = (credential: string): AppPassword => JSON.parse(credential) as AppPassword;

/** A small mail host: people sign in on its page, mail clients by a password that the page makes for them. */
export const example: MailProvider = {
  name: 'example',
  title: 'Example Mail',
  loginKind: 'password',
  settings: SETTING_FIELDS,
  guide: GUIDE,
  readSettings: (stored) => stored,
  checkSettings(settings) {
    const values = Object.fromEntries(SETTING_FIELDS.map(({ name }) => [name, settings[name]?.trim() ?? '']));
    for (const { name } of SETTING_FIELDS) serverOf(values[name], name);
    return values;
  },
  secretGoesTo: () => '',
  check: async () => [],
  imap: ({ imapServer }) => ({ ...serverOf(imapServer, 'imapServer'), security: 'tls' }),
  smtp({ smtpServer }) {
    const server = serverOf(smtpServer, 'smtpServer');
    return { ...server, security: server.port === SUBMISSIONS_PORT ? 'tls' : 'starttls' };
  },
  sentCopy: 'append',
  sendLimits: () => ({ perMinute: 0, connections: 1 }),

  async authorizeUrl(_settings, { redirectUri, state }) {
    const page = new URL(SIGN_IN_PAGE);
    page.searchParams.set('redirect_uri', redirectUri);
    page.searchParams.set('state', state);
    return page.href;
  },

  authorizeError: (error) =>
    new MailError(error === 'access_denied' ? 'consent-declined' : 'sign-in-failed', {
      cause: new Error(error),
    }),

  async redeem(_settings, { code }) {
    const found = granted.get(code);
    granted.delete(code);
    if (!found) throw new MailError('sign-in-failed', { cause: new Error('an unknown code') });
    const { user } = found;
    return {
      ...{ identity: user, signInName: user, addresses: [user], displayName: '' },
      credential: JSON.stringify(found),
    };
  },

  async login(_settings, credential, { force = false } = {}) {
    // There is no newer one than the one that was just refused: the owner has to get it.
    if (force) throw new MailError('password-changed');
    return { login: opened(credential) };
  },
};
