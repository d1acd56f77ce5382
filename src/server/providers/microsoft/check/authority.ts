import { asMailError } from '../../../errors';
import type { Finding, ProviderSettings } from '../../provider';
import { meaningOf } from '../aadsts';
import { CLOUDS } from '../clouds';
import { signInOf } from '../endpoints';
import { ONE_TENANT } from '../tenants';
import { ask, bodyOf, numbersOf, type Answer } from './ask';
import { failed, passed, silent } from './finding';

const NAME = 'authority';

/**
 * Reads the discovery document (OpenID Connect Discovery 1.0 §4): does it exist, and is the tenant in the chosen cloud?
 */
export async function checkAuthority(settings: ProviderSettings): Promise<Finding> {
  try {
    const answer = await ask(`${signInOf(settings)}/v2.0/.well-known/openid-configuration`);
    if (numbersOf(answer).some((number) => meaningOf(number) === 'invalid-tenant'))
      return failed(NAME, 'register', 'invalid-tenant', 'check.authority.tenant-unknown');
    if (answer.status !== 200 || typeof bodyOf(answer).token_endpoint !== 'string')
      return failed(NAME, 'servers', 'invalid-server', 'check.authority.foreign');
    if (isElsewhere(settings, answer)) return failed(NAME, 'register', 'wrong-cloud');
    return passed(NAME, 'register', settings.tenantKind === ONE_TENANT ? undefined : { context: 'several' });
  } catch (error) {
    return silent(NAME, asMailError(error));
  }
}

/** A cloud's sign-in service also answers for tenants of other clouds, and names the cloud they belong to. */
function isElsewhere(settings: ProviderSettings, answer: Answer): boolean {
  const cloud = CLOUDS.get(settings.cloud);
  const { cloud_instance_name: instance, tenant_region_sub_scope: region } = bodyOf(answer);
  if (!cloud || typeof instance !== 'string') return false;
  if (instance.replace(/^login\./, '') !== cloud.instance) return true;
  const others = [...CLOUDS.values()].filter((other) => other !== cloud);
  return others.some((other) => other.instance === cloud.instance && other.region === region);
}
