import type { Context } from '@nocobase/actions';
import type { ProviderSettingsInput } from '../../common';
import { listProviders, saveSettings, viewSettings } from '../accounts/configured';
import { redirectUri } from '../accounts/redirect';
import { MailError } from '../errors';
import type { ActionTable } from './action';
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
    http.body = await listProviders(mail);
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
};
