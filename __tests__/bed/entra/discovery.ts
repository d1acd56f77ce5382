import { ofKind } from '../faults';
import type { EntraContext, PlacedFault } from './context';
import { isKnownTenant } from './context';
import { EntraError } from './errors';
import type { EntraRequest, EntraResponse } from './http';
import { json } from './http';

/** OpenID Connect Discovery 1.0 §4.2, as far as MSAL reads it. */
export function discovery(context: EntraContext, request: EntraRequest): EntraResponse {
  if (!isKnownTenant(context, request.tenant)) {
    const error = new EntraError(90002, { tenant: request.tenant });
    return json(400, { ...error.body(), error: 'invalid_tenant' });
  }
  const elsewhere = context.faults.take(ofKind<PlacedFault, 'cloud'>('cloud'));
  const base = `${context.authority()}/${request.tenant}`;
  const alias = ['common', 'organizations', 'consumers'].includes(request.tenant);
  return json(200, {
    token_endpoint: `${base}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_modes_supported: ['query'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: `${context.authority()}/${alias ? '{tenantid}' : context.tenantId}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    claims_supported: [
      'sub',
      'iss',
      'aud',
      'exp',
      'iat',
      'nonce',
      'preferred_username',
      'name',
      'tid',
      'oid',
      'email',
    ],
    tenant_region_scope: null,
    ...(elsewhere?.region ? { tenant_region_sub_scope: elsewhere.region } : {}),
    cloud_instance_name: elsewhere?.instance ?? 'microsoftonline.com',
  });
}
