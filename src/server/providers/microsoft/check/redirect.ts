import { randomUUID } from 'node:crypto';
import type { Finding, ProviderSettings } from '../../provider';
import { meaningOf } from '../aadsts';
import { signInScopes } from '../client';
import { signInOf } from '../endpoints';
import { ask, numbersOf } from './ask';
import { failed, passed, unclear } from './finding';

const NAME = 'redirect';

/**
 * Requests a silent sign-in (OpenID Connect Core §3.1.2.1, `prompt=none`) without a session. If the redirect URI is
 * registered, Entra sends the refusal there; if not, it shows its own error page.
 */
export async function checkRedirect(settings: ProviderSettings, redirectUri: string): Promise<Finding> {
  const url = new URL(`${signInOf(settings)}/oauth2/v2.0/authorize`);
  url.search = new URLSearchParams({
    client_id: settings.clientId,
    response_type: 'code',
    response_mode: 'query',
    redirect_uri: redirectUri,
    scope: signInScopes(settings).join(' '),
    prompt: 'none',
    state: randomUUID(),
  }).toString();
  try {
    const answer = await ask(url.href);
    if (answer.location.startsWith(`${redirectUri}?`)) return passed(NAME, 'redirect');
    if (numbersOf(answer).some((number) => meaningOf(number) === 'redirect-mismatch'))
      return failed(NAME, 'redirect', 'redirect-mismatch', 'check.redirect.missing');
    return unclear(NAME);
  } catch {
    // Whether the service answers at all is reported by another line of the check.
    return unclear(NAME);
  }
}
