import { randomBytes } from 'node:crypto';
import { ofKind } from '../faults';
import type { BedUser } from '../types';
import { entraCode } from './aadsts';
import type { EntraContext } from './context';
import { readScopes } from './context';
import { EntraError } from './errors';
import type { EntraRequest, EntraResponse } from './http';
import { html, redirect } from './http';
import { approvalPage, errorPage, pickerPage } from './page';

const CODE_LIFETIME = 600_000;
const SESSION_COOKIE = 'stand-in-session';

interface AuthorizeQuery {
  clientId: string;
  redirectUri: string;
  scopes: string[];
  state?: string;
  nonce?: string;
  challenge?: string;
  prompt?: string;
  loginHint?: string;
}

/** The authorization endpoint (RFC 6749 §4.1.1): the account page, and what follows from a choice on it. */
export function authorize(context: EntraContext, request: EntraRequest): EntraResponse {
  const query = readQuery(context, request);
  if (query instanceof EntraError) return html(query.status, errorPage(query.describe()));
  if (request.method === 'POST') {
    if (request.form.has('decline')) return refuse(request, query, 65004);
    const user = context.findUser(request.form.get('account') ?? '');
    return user ? accept(context, request, query, user) : refuse(request, query, 50020);
  }
  // Without a prompt Entra takes whoever is signed in at the browser: why `select_account` matters.
  const session = context.findUser(sessionOf(request));
  if (session && (query.prompt === undefined || query.prompt === 'none')) {
    return accept(context, request, query, session);
  }
  if (query.prompt === 'none') return refuse(request, query, 50058);
  return html(
    200,
    pickerPage({ ...query, users: context.users(), action: `${request.url.pathname}${request.url.search}` }),
  );
}

/** Checks that end on Entra's own page: nothing is ever sent to an address that is not registered. */
function readQuery(context: EntraContext, request: EntraRequest): AuthorizeQuery | EntraError {
  const get = (name: string): string | undefined => request.url.searchParams.get(name) ?? undefined;
  const clientId = get('client_id') ?? '';
  const redirectUri = get('redirect_uri') ?? '';
  const names = { app: clientId, tenant: request.tenant };
  if (clientId !== context.clientId) return new EntraError(700016, names);
  const unregistered = context.faults.take(({ kind }) => kind === 'unregistered');
  if (unregistered || !context.isRegistered(redirectUri)) return new EntraError(50011, names);
  if (get('response_type') !== 'code') return new EntraError(9002313, names);
  const scope = readScopes(get('scope') ?? '');
  if (!scope) return new EntraError(28000, names);
  if (scope.scopes.length === 0) return new EntraError(70011, names);
  const challenge = get('code_challenge');
  if (challenge !== undefined && get('code_challenge_method') !== 'S256')
    return new EntraError(9002313, names);
  return {
    clientId,
    redirectUri,
    scopes: scope.scopes,
    state: get('state'),
    nonce: get('nonce'),
    challenge,
    prompt: get('prompt'),
    loginHint: get('login_hint'),
  };
}

function accept(
  context: EntraContext,
  request: EntraRequest,
  query: AuthorizeQuery,
  user: BedUser,
): EntraResponse {
  const fault = context.faults.take(
    (found) => found.where === 'authorize' && ofKind<typeof found, 'aadsts'>('aadsts')(found),
    user.address,
  );
  if (fault?.kind === 'aadsts') return refuse(request, query, fault.code);
  const code = `1.${randomBytes(300).toString('base64url')}`;
  context.codes.set(code, {
    address: user.address,
    clientId: query.clientId,
    redirectUri: query.redirectUri,
    scopes: query.scopes,
    nonce: query.nonce,
    challenge: query.challenge,
    expiresAt: Date.now() + CODE_LIFETIME,
    redeemed: false,
  });
  return redirect(withParameters(query, { code, session_state: randomBytes(8).toString('hex') }), {
    'set-cookie': `${SESSION_COOKIE}=${encodeURIComponent(user.address)}; Path=/; HttpOnly; Secure; SameSite=Lax`,
  });
}

function refuse(request: EntraRequest, query: AuthorizeQuery, number: number): EntraResponse {
  const error = new EntraError(number, { app: query.clientId, tenant: request.tenant });
  const name = entraCode(number).authorize;
  const description = error.describe();
  if (name === 'page') return html(400, errorPage(description));
  const back = withParameters(query, {
    error: name,
    ...(number === 65004 ? { error_subcode: 'cancel' } : {}),
    error_description: description,
  });
  return number === 90094 ? html(200, approvalPage(description, back)) : redirect(back);
}

function withParameters(query: AuthorizeQuery, parameters: Record<string, string>): string {
  const url = new URL(query.redirectUri);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  if (query.state !== undefined) url.searchParams.set('state', query.state);
  return url.href;
}

function sessionOf(request: EntraRequest): string {
  const cookies = (request.headers.cookie ?? '').split(/;\s*/);
  const found = cookies.find((cookie) => cookie.startsWith(`${SESSION_COOKIE}=`));
  return decodeURIComponent(found?.slice(SESSION_COOKIE.length + 1) ?? '');
}
