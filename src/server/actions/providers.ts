import { z } from 'zod';
import { checkConfiguration } from '../accounts/check';
import { listProviders } from '../accounts/configured';
import { startConsent } from '../accounts/consent';
import { callbackPath, localPath, redirectUri } from '../accounts/redirect';
import { saveSettings, viewSettings } from '../accounts/settingsForm';
import { change, read, type ActionTable } from './action';
import { callerOf } from './caller';
import { checkLine } from './checkLine';
import { rememberBrowser } from './connectCookie';
import { text } from './parameters';

/** Where the browser reaches the API (accounts/redirect.ts). */
const origin = text(1000).optional();
const name = text(50);
/** The fields of the provider's form as typed; the provider decides which exist and what they may contain. */
const SETTINGS = z.object({
  name,
  enabled: z.boolean(),
  values: z.record(z.string().max(50), text(5000)),
  origin,
});

export const providerActions: ActionTable = {
  'mailProviders:list': read({ origin }, async (mail, http, input) => {
    http.body = await listProviders(mail, redirectUri(mail, http, input.origin));
  }),

  'mailProviders:get': read({ filterByTk: name, origin }, async (mail, http, input) => {
    http.body = await viewSettings(mail, input.filterByTk, redirectUri(mail, http, input.origin));
  }),

  'mailProviders:save': change({ origin, values: SETTINGS }, async (mail, http, input) => {
    const { origin: sent = input.origin, ...settings } = input.values;
    await saveSettings(mail, settings);
    http.body = await viewSettings(mail, settings.name, redirectUri(mail, http, sent));
  }),

  'mailProviders:check': change({ values: SETTINGS }, async (mail, http, { values }) => {
    const { origin: browserOrigin, ...settings } = values;
    const found = await checkConfiguration(mail, settings, {
      redirectUri: redirectUri(mail, http, browserOrigin),
      browserOrigin,
    });
    http.body = found.map((finding) => checkLine(http, finding));
  }),

  'mailProviders:consent': change(
    { values: z.object({ name, returnTo: text(10_000).optional(), origin }) },
    async (mail, http, { values }) => {
      const start = await startConsent(mail, {
        userId: callerOf(http),
        provider: values.name,
        returnTo: localPath(values.returnTo),
        redirectUri: redirectUri(mail, http, values.origin),
      });
      rememberBrowser(http, callbackPath(mail), start);
      http.body = { url: start.url };
    },
  ),
};
