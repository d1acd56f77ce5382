import { z } from 'zod';
import { startConnect } from '../accounts/connect';
import { finishConnect } from '../accounts/connectFinish';
import { disconnect } from '../accounts/disconnect';
import { callbackPath, localPath, redirectUri, withOutcome } from '../accounts/redirect';
import { askForFullSync } from '../store/accounts/accounts';
import { ownAccount } from './own';
import { change, read, type ActionTable } from './action';
import { callerOf } from './caller';
import { forgetBrowser, readBrowser, rememberBrowser } from './connectCookie';
import { answerPage, answerProbe } from './callbackPage';
import { loose, rowId, text } from './parameters';
import { hiddenQuery, withoutWrapping } from '../host';

const ACCOUNT = { filterByTk: rowId };
const CONNECT = z.object({
  provider: text(50),
  accountId: rowId.nullish(),
  returnTo: text(10_000).optional(),
  origin: text(1000).optional(),
});
/**
 * Query parameters with which a sign-in page sends the browser back. Whatever they contain, people get a page and not a
 * line of JSON.
 */
const CALLBACK = {
  ...{ state: loose, code: loose, error: loose, error_description: loose },
  ...{ admin_consent: loose, probe: loose },
};

const textsOf = (query: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, typeof value === 'string' ? value : '']),
  );

export const accountActions: ActionTable = {
  'mailAccounts:connect': change({ values: CONNECT }, async (mail, http, { values }) => {
    const { provider, accountId, returnTo, origin } = values;
    const start = await startConnect(mail, {
      userId: callerOf(http),
      provider,
      accountId: accountId == null ? null : (await ownAccount(mail, http, accountId)).id,
      returnTo: localPath(returnTo),
      redirectUri: redirectUri(mail, http, origin),
    });
    rememberBrowser(http, callbackPath(mail), start);
    http.body = { url: start.url };
  }),

  /** Public: the browser returns from the sign-in page without the host's token. */
  'mailAccounts:callback': read(CALLBACK, async (mail, http, input) => {
    const { state, code, error, error_description: errorDescription, admin_consent, probe } = input;
    // The settings page checks whether a browser can get here by the redirect URI.
    if (probe && !state && !code) return answerProbe(http);
    // An administrator returns from consenting for everyone; there is no sign-in for it.
    if (!state && admin_consent) return answerPage(http, error ? 'adminConsentMissing' : 'adminConsentGiven');
    const outcome = await finishConnect(mail, {
      ...{ state, code, error, errorDescription },
      query: textsOf(hiddenQuery(http)),
      browser: readBrowser(http),
    });
    withoutWrapping(http);
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
  }),

  'mailAccounts:disconnect': change(ACCOUNT, async (mail, http, { filterByTk }) => {
    const account = await ownAccount(mail, http, filterByTk);
    await disconnect(mail, callerOf(http), account.id);
    http.body = {};
  }),

  'mailAccounts:sync': change(ACCOUNT, async (mail, http, { filterByTk }) => {
    const account = await ownAccount(mail, http, filterByTk);
    await askForFullSync(mail, account.id);
    http.body = {};
  }),
};
