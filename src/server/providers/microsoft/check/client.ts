import { asMailError } from '../../../errors';
import type { Finding, ProviderSettings } from '../../provider';
import { meaningOf } from '../aadsts';
import { resourceOf, signInOf } from '../endpoints';
import { PERSONAL } from '../tenants';
import { ask, bodyOf, numbersOf } from './ask';
import { failed, passed, silent, unclear } from './finding';

const NAME = 'client';

/**
 * Refusals that come only after the secret was accepted: not assigned, not consented to, blocked by a policy
 * (https://learn.microsoft.com/entra/identity-platform/reference-error-codes).
 */
const AFTER_SECRET = new Set([501051, 65001, 53003, 530034]);
/** The app has no service principal in the tenant. */
const NOT_ADDED = 7000229;
/** The tenant has no Exchange Online. */
const NO_EXCHANGE = new Set([500011, 650052]);
/** The app is registered for a single tenant, but was requested under a name for several. */
const SINGLE = 50194;

/**
 * Requests a token for the app itself (RFC 6749 §4.4), which needs no user. The token is discarded: without application
 * permissions it opens nothing.
 */
export async function checkClient(settings: ProviderSettings): Promise<Finding> {
  if (settings.tenantKind === PERSONAL) return unclear(NAME);
  try {
    const answer = await ask(`${signInOf(settings)}/oauth2/v2.0/token`, {
      grant_type: 'client_credentials',
      client_id: settings.clientId,
      client_secret: settings.clientSecret,
      scope: `${resourceOf(settings)}.default`,
    });
    if (typeof bodyOf(answer).access_token === 'string') return passed(NAME, 'secret');
    return judged(numbersOf(answer));
  } catch (error) {
    return silent(NAME, asMailError(error));
  }
}

function judged(numbers: number[]): Finding {
  for (const number of numbers) {
    if (AFTER_SECRET.has(number)) return passed(NAME, 'secret');
    if (number === NOT_ADDED)
      return {
        ...failed(NAME, 'consent', 'admin-consent-required', 'check.client.not-added'),
        result: 'warning',
      };
    if (NO_EXCHANGE.has(number))
      return failed(NAME, 'register', 'mailbox-unavailable', 'check.client.no-exchange');
    if (number === SINGLE) return failed(NAME, 'register', 'account-type-not-allowed', 'check.client.single');
    const code = meaningOf(number);
    if (code === 'client-unknown') return failed(NAME, 'register', code, 'check.client.unknown');
    if (code === 'client-secret-invalid' || code === 'client-secret-expired')
      return failed(NAME, 'secret', code);
    if (code === 'wrong-cloud') return failed(NAME, 'register', code);
    if (code === 'invalid-server') return failed(NAME, 'servers', code);
  }
  return unclear(NAME);
}
