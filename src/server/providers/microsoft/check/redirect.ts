import { randomUUID } from 'node:crypto';
import type { Finding, ProviderSettings } from '../../provider';
import { meaningOf } from '../aadsts';
import { signInScopes } from '../client';
import { signInOf } from '../endpoints';
import { ask, numbersOf } from './ask';
import { failed, passed, unclear } from './finding';

const NAME = 'redirect';

/**
 * Asks for a silent sign-in (OpenID Connect Core §3.1.2.1, `prompt=none`) without anybody's session: Entra
 * sends that refusal to the redirect URI if it is registered, and shows a page of its own if it is not.
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
    // Whether the service answers is another line.
    return unclear(NAME);
  }
}
