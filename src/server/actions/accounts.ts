import { startConnect } from '../accounts/connect';
import { finishConnect } from '../accounts/connectFinish';
import { disconnect } from '../accounts/disconnect';
import { callbackPath, localPath, redirectUri, withOutcome } from '../accounts/redirect';
import { MailError } from '../errors';
import { wake } from '../store/accounts';
import { ownAccount } from './own';
import type { ActionTable } from './action';
import { callerOf } from './caller';
import { forgetBrowser, readBrowser, rememberBrowser } from './connectCookie';
import { answerPage, answerProbe } from './page';
import { objectOf } from './objectOf';
import { callbackQuery } from './requestLog';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const textsOf = (query: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(query).map(([name, value]) => [name, text(value)]));

export const accountActions: ActionTable = {
  'mailAccounts:connect': async (mail, http) => {
    const { provider, accountId, returnTo, origin } = objectOf(http.action.params.values);
    if (typeof provider !== 'string') throw new MailError('invalid-input');
    const start = await startConnect(mail, {
      userId: callerOf(http),
      provider,
      accountId: accountId == null ? null : (await ownAccount(mail, http, accountId)).id,
      returnTo: localPath(returnTo),
      redirectUri: redirectUri(mail, http, origin),
    });
    rememberBrowser(http, callbackPath(mail), start);
    http.body = { url: start.url };
  },

  /** Public: the browser comes back from the sign-in page without the host's token. */
  'mailAccounts:callback': async (mail, http) => {
    if (http.method !== 'GET') throw new MailError('not-found');
    const query = callbackQuery(http);
    const { state, code, error, error_description, admin_consent, probe } = query;
    // The settings page looks whether a browser gets here by the redirect URI.
    if (probe && !state && !code) return answerProbe(http);
    // An administrator comes back from consenting for everybody; no sign-in belongs to it.
    if (!state && admin_consent) return answerPage(http, error ? 'adminConsentMissing' : 'adminConsentGiven');
    const outcome = await finishConnect(mail, {
      state: text(state),
      code: text(code),
      error: text(error),
      errorDescription: text(error_description),
      query: textsOf(query),
      browser: readBrowser(http),
    });
    http.withoutDataWrapping = true;
    http.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
    if (outcome.kind === 'unknown') return answerPage(http, `error.${outcome.code}`, 400);
    if (outcome.kind === 'again') {
      rememberBrowser(http, callbackPath(mail), outcome);
      return http.redirect(outcome.url);
    }
    forgetBrowser(http, callbackPath(mail));
    http.redirect(
      withOutcome(
        outcome.returnTo,
        outcome.kind === 'connected'
          ? { mailConnected: String(outcome.accountId) }
          : outcome.kind === 'consented'
            ? { mailConsent: 'granted' }
            : { mailError: outcome.code },
      ),
    );
  },

  'mailAccounts:disconnect': async (mail, http) => {
    const account = await ownAccount(mail, http, http.action.params.filterByTk);
    await disconnect(mail, callerOf(http), account.id);
    http.body = {};
  },

  'mailAccounts:sync': async (mail, http) => {
    const account = await ownAccount(mail, http, http.action.params.filterByTk);
    await wake(mail, account.id);
    http.body = {};
  },
};
