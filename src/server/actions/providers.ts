import type { Context } from '@nocobase/actions';
import type { ProviderSettingsInput } from '../../common';
import { checkConfiguration } from '../accounts/check';
import { listProviders } from '../accounts/configured';
import { startConsent } from '../accounts/consent';
import { callbackPath, localPath, redirectUri } from '../accounts/redirect';
import { saveSettings, viewSettings } from '../accounts/settingsForm';
import { MailError } from '../errors';
import type { ActionTable } from './action';
import { callerOf } from './caller';
import { checkLine } from './checkLine';
import { rememberBrowser } from './connectCookie';
import { objectOf } from './objectOf';

function settingsInput(http: Context): ProviderSettingsInput {
  const { name, enabled, values } = objectOf(http.action.params.values);
  const entries = Object.entries(objectOf(values));
  const texts = entries.every((entry): entry is [string, string] => typeof entry[1] === 'string');
  if (typeof name !== 'string' || typeof enabled !== 'boolean' || !texts)
    throw new MailError('invalid-input');
  return { name, enabled, values: Object.fromEntries(entries) };
}

export const providerActions: ActionTable = {
  'mailProviders:list': async (mail, http) => {
    http.body = await listProviders(mail, redirectUri(mail, http, http.query.origin));
  },

  'mailProviders:get': async (mail, http) => {
    const uri = redirectUri(mail, http, http.query.origin);
    http.body = await viewSettings(mail, String(http.action.params.filterByTk ?? ''), uri);
  },

  'mailProviders:save': async (mail, http) => {
    const input = settingsInput(http);
    await saveSettings(mail, input);
    const { origin } = objectOf(http.action.params.values);
    http.body = await viewSettings(mail, input.name, redirectUri(mail, http, origin ?? http.query.origin));
  },

  'mailProviders:check': async (mail, http) => {
    const input = settingsInput(http);
    const { origin } = objectOf(http.action.params.values);
    const found = await checkConfiguration(mail, input, {
      redirectUri: redirectUri(mail, http, origin),
      browserOrigin: origin,
    });
    http.body = found.map((finding) => checkLine(http, finding));
  },

  'mailProviders:consent': async (mail, http) => {
    const { name, returnTo, origin } = objectOf(http.action.params.values);
    if (typeof name !== 'string') throw new MailError('invalid-input');
    const start = await startConsent(mail, {
      userId: callerOf(http),
      provider: name,
      returnTo: localPath(returnTo),
      redirectUri: redirectUri(mail, http, origin),
    });
    rememberBrowser(http, callbackPath(mail), start);
    http.body = { url: start.url };
  },
};
