import type { BedUser, EntraFault } from '../types';
import type { Faults } from '../faults';
import type { Tokens } from './tokens';

/** An authorization code that was handed out, with what it was asked for (RFC 6749 §4.1.3, RFC 7636 §4.6). */
export interface GrantedCode {
  address: string;
  clientId: string;
  redirectUri: string;
  scopes: string[];
  nonce?: string;
  challenge?: string;
  expiresAt: number;
  redeemed: boolean;
}

/** A fault of one of the three places. */
export type PlacedFault = EntraFault & { where: 'authorize' | 'token' | 'discovery' };

/** Everything that the pages of the sign-in stand-in share. */
export interface EntraContext {
  authority(): string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tokens: Tokens;
  readonly codes: Map<string, GrantedCode>;
  readonly faults: Faults<PlacedFault>;
  readonly counters: { token: number; authorize: number; refreshToken: string };
  users(): readonly BedUser[];
  findUser(address: string): BedUser | undefined;
  /** Whether this redirect URI is registered: compared exactly, as Entra does. */
  isRegistered(redirectUri: string): boolean;
}

/** Tenants that the stand-in knows: the three aliases, its own id, and the domains of its people. */
export function isKnownTenant(context: EntraContext, tenant: string): boolean {
  const name = tenant.toLowerCase();
  if (['common', 'organizations', 'consumers', context.tenantId].includes(name)) return true;
  return context.users().some(({ address }) => address.toLowerCase().endsWith(`@${name}`));
}

const OPENID_SCOPES = new Set(['openid', 'profile', 'email', 'offline_access']);
const GRAPH = 'https://graph.microsoft.com';

/**
 * The resource that scopes belong to and the scopes themselves. A scope without a resource means Graph, and two
 * resources in one request are refused (AADSTS28000): answered as `null`.
 */
export function readScopes(scope: string): { resource: string; scopes: string[] } | null {
  const scopes = scope.split(/\s+/).filter(Boolean);
  const resources = new Set<string>();
  for (const name of scopes) {
    if (OPENID_SCOPES.has(name.toLowerCase())) continue;
    resources.add(name.includes('://') ? name.slice(0, name.lastIndexOf('/')) : GRAPH);
  }
  if (resources.size > 1) return null;
  return { resource: [...resources][0] ?? GRAPH, scopes };
}
