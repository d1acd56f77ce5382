import { createHash } from 'node:crypto';
import type { BedUser } from '../types';
import type { EntraContext, GrantedCode } from './context';
import { readScopes } from './context';
import { EntraError } from './errors';
import type { EntraRequest, EntraResponse } from './http';
import { json } from './http';
import type { RefreshClaims } from './tokens';
import { guidOf } from './tokens';

/** The token endpoint (RFC 6749 §4.1.3 and §6) for a confidential client. */
export function token(context: EntraContext, request: EntraRequest): EntraResponse {
  const address = addressOf(context, request.form);
  const names = { app: request.form.get('client_id') ?? '', tenant: request.tenant };
  const fault = context.faults.take((found) => found.where === 'token' && found.kind === 'aadsts', address);
  try {
    if (fault?.kind === 'aadsts') throw new EntraError(fault.code, names);
    checkClient(context, request, names);
    switch (request.form.get('grant_type')) {
      case 'authorization_code':
        return redeemCode(context, request, names);
      case 'refresh_token':
        return refresh(context, request, names);
      case 'client_credentials':
        return appToken(context, request, names);
      default:
        throw new EntraError(90014, names);
    }
  } catch (error) {
    if (error instanceof EntraError) return json(error.status, error.body());
    throw error;
  }
}

/** Whose code or refresh token this is, so that a fault may concern one person alone. */
export function addressOf(context: EntraContext, form: URLSearchParams): string | undefined {
  const refreshToken = form.get('refresh_token');
  if (refreshToken === null) return context.codes.get(form.get('code') ?? '')?.address;
  const claims = context.tokens.readRefreshToken(refreshToken);
  return typeof claims === 'number' ? undefined : claims.address;
}

function checkClient(
  context: EntraContext,
  request: EntraRequest,
  names: { app: string; tenant: string },
): void {
  let id = request.form.get('client_id') ?? '';
  let secret = request.form.get('client_secret') ?? '';
  const [scheme, value = ''] = (request.headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() === 'basic') {
    const [user = '', password = ''] = Buffer.from(value, 'base64').toString().split(':');
    id = decodeURIComponent(user);
    secret = decodeURIComponent(password);
  }
  if (id !== context.clientId) throw new EntraError(700016, { ...names, app: id });
  if (secret === '') throw new EntraError(70002, names);
  if (secret !== context.clientSecret) throw new EntraError(7000215, names);
}

type Names = { app: string; tenant: string };

function redeemCode(context: EntraContext, { form }: EntraRequest, names: Names): EntraResponse {
  const granted = context.codes.get(form.get('code') ?? '');
  if (!granted) throw new EntraError(9002313, names);
  if (granted.redeemed) throw new EntraError(54005, names);
  if (granted.expiresAt < Date.now()) throw new EntraError(70008, names);
  if (granted.redirectUri !== form.get('redirect_uri')) throw new EntraError(500112, names);
  if (!verifierFits(granted, form.get('code_verifier'))) throw new EntraError(501481, names);
  granted.redeemed = true;
  const scope = form.get('scope');
  return grant(context, form, names, {
    user: userOf(context, granted.address, names),
    scopes: scope ? scope.split(/\s+/) : granted.scopes,
    consented: granted.scopes,
    nonce: granted.nonce,
  });
}

/** The app's own token (RFC 6749 §4.4): for one tenant, and everything that the app was granted there. */
function appToken(context: EntraContext, { form, tenant }: EntraRequest, names: Names): EntraResponse {
  if (['common', 'organizations', 'consumers'].includes(tenant)) throw new EntraError(50059, names);
  const scope = form.get('scope') ?? '';
  if (!scope.endsWith('/.default')) throw new EntraError(70011, names);
  const { tokens, clientId } = context;
  const app = { address: clientId, name: 'app' };
  return json(200, {
    token_type: 'Bearer',
    expires_in: tokens.lifetime,
    access_token: tokens.accessToken(app, scope.slice(0, -'/.default'.length), []),
  });
}

/** RFC 7636 §4.6. */
function verifierFits(granted: GrantedCode, verifier: string | null): boolean {
  if (granted.challenge === undefined) return verifier === null;
  return verifier !== null && createHash('sha256').update(verifier).digest('base64url') === granted.challenge;
}

function refresh(context: EntraContext, { form }: EntraRequest, names: Names): EntraResponse {
  const presented = form.get('refresh_token') ?? '';
  context.counters.refreshToken = presented;
  const claims: RefreshClaims | number = context.tokens.readRefreshToken(presented);
  if (typeof claims === 'number') throw new EntraError(claims, names);
  const user = userOf(context, claims.address, names);
  const scope = form.get('scope');
  const answer = grant(context, form, names, {
    user,
    scopes: scope ? scope.split(/\s+/) : claims.scopes,
    consented: claims.scopes,
  });
  context.tokens.rotate(claims);
  return answer;
}

function userOf(context: EntraContext, address: string, names: Names): BedUser {
  const user = context.findUser(address);
  if (!user) throw new EntraError(70008, names);
  return user;
}

interface Grant {
  user: BedUser;
  scopes: string[];
  /** What the person agreed to on the page: the refresh token carries that, whatever this request asks for. */
  consented: string[];
  nonce?: string;
}

function grant(context: EntraContext, form: URLSearchParams, names: Names, what: Grant): EntraResponse {
  const scope = readScopes(what.scopes.join(' '));
  if (!scope) throw new EntraError(28000, names);
  const wanted = scope.scopes.filter((name) => name.includes('/'));
  if (wanted.some((name) => !what.consented.includes(name))) throw new EntraError(65001, names);
  const offline = what.consented.includes('offline_access');
  const withheld = context.faults.take(
    (found) => found.where === 'token' && found.kind === 'no-refresh-token',
    what.user.address,
  );
  const family = context.faults.take(
    (found) => found.where === 'token' && found.kind === 'family',
    what.user.address,
  );
  const { tokens } = context;
  const clientInfo = { uid: guidOf(what.user.address), utid: context.tenantId };
  return json(200, {
    token_type: 'Bearer',
    scope: scope.scopes.filter((name) => name !== 'offline_access').join(' '),
    expires_in: tokens.lifetime,
    ext_expires_in: tokens.lifetime,
    access_token: tokens.accessToken(what.user, scope.resource, wanted),
    ...(offline && !withheld
      ? { refresh_token: tokens.refreshToken(what.user.address, what.consented) }
      : {}),
    ...(family ? { foci: '1' } : {}),
    ...(what.consented.includes('openid')
      ? { id_token: tokens.idToken(what.user, what.consented, what.nonce) }
      : {}),
    ...(form.get('client_info') === '1'
      ? { client_info: Buffer.from(JSON.stringify(clientInfo)).toString('base64url') }
      : {}),
  });
}
