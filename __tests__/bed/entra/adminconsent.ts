import type { EntraContext } from './context';
import { EntraError } from './errors';
import type { EntraRequest, EntraResponse } from './http';
import { html, redirect } from './http';
import { consentPage, errorPage } from './page';

/** Tenant-wide admin consent: https://learn.microsoft.com/entra/identity-platform/v2-admin-consent */
export function adminConsent(context: EntraContext, request: EntraRequest): EntraResponse {
  const query = request.url.searchParams;
  const clientId = query.get('client_id') ?? '';
  const redirectUri = query.get('redirect_uri') ?? '';
  const scope = query.get('scope') ?? '';
  const names = { app: clientId, tenant: request.tenant };
  const wrong =
    clientId !== context.clientId
      ? 700016
      : !context.isRegistered(redirectUri)
        ? 50011
        : scope === ''
          ? 70011
          : 0;
  if (wrong) return html(400, errorPage(new EntraError(wrong, names).describe()));
  if (request.method !== 'POST') {
    const action = `${request.url.pathname}${request.url.search}`;
    return html(200, consentPage({ action, clientId, scopes: scope.split(/\s+/) }));
  }
  const back = new URL(redirectUri);
  if (request.form.has('accept')) {
    back.searchParams.set('admin_consent', 'True');
    back.searchParams.set('tenant', context.tenantId);
    back.searchParams.set('scope', scope);
  } else {
    back.searchParams.set('error', 'access_denied');
    back.searchParams.set('error_description', new EntraError(65004, names).describe());
  }
  const state = query.get('state');
  if (state !== null) back.searchParams.set('state', state);
  return redirect(back.href);
}
