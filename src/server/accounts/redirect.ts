import { AppSupervisor } from '@nocobase/server';
import { getRequestOrigin } from '@nocobase/utils';
import type { MailContext } from '../context';

/** The parts of a request that show at which address the browser sees this app. */
export interface OriginSource {
  protocol?: string;
  headers: Record<string, string | string[] | undefined>;
  get(name: string): string;
}

/**
 * The redirect URI. It is the same wherever it is shown or used, because Microsoft compares it character by character.
 *
 * Its origin is the operator's `APP_PUBLIC_ORIGIN`, or what the browser says (`browserOrigin`: a proxy may forward
 * neither host nor scheme), or what the proxy's headers say. A caller who lies about it only gets a sign-in page that
 * refuses, since Microsoft redirects only to registered addresses.
 */
export function redirectUri(ctx: MailContext, request: OriginSource, browserOrigin?: unknown): string {
  const origin =
    httpOrigin(process.env.APP_PUBLIC_ORIGIN) ?? httpOrigin(browserOrigin) ?? getRequestOrigin(request) ?? '';
  return `${origin}${callbackPath(ctx)}`;
}

/** Path of the callback as a browser requests it: with the host's base path and, in a sub-app, its name. */
export function callbackPath(ctx: MailContext): string {
  const base = `/${process.env.API_BASE_PATH ?? '/api/'}`.replace(/\/+/g, '/').replace(/\/$/, '');
  // With a single app per process, no path contains its name; otherwise the path contains it even where a header or a
  // host name would do.
  const named = ctx.app.name !== 'main' && AppSupervisor.getInstance().runningMode !== 'single';
  return `${base}${named ? `/__app/${ctx.app.name}` : ''}/mailAccounts:callback`;
}

/** The origin of a web address; undefined for anything else. */
export function httpOrigin(value: unknown): string | undefined {
  if (typeof value !== 'string' || !URL.canParse(value)) return undefined;
  const { protocol, origin } = new URL(value);
  return protocol === 'https:' || protocol === 'http:' ? origin : undefined;
}

/**
 * A path within this app to return to. Anything that a browser could read as another site becomes `/`. What counts is
 * the path after URL parsing (`/\evil`, `/a/..//evil` and the like).
 */
export function localPath(value: unknown): string {
  if (typeof value !== 'string' || value.length > 900 || !/^\/(?!\/)[^\\\p{Cc}]*$/u.test(value)) return '/';
  const base = 'http://local.invalid';
  if (!URL.canParse(value, base)) return '/';
  const url = new URL(value, base);
  const path = `${url.pathname}${url.search}${url.hash}`;
  return url.origin === base && !path.startsWith('//') ? path : '/';
}

const OUTCOMES = ['mailConnected', 'mailConsent', 'mailError'] as const;

/** The path with the outcome of a sign-in or a consent added to its query. */
export function withOutcome(
  path: string,
  outcome: Partial<Record<(typeof OUTCOMES)[number], string>>,
): string {
  const url = new URL(path, 'http://local.invalid');
  for (const name of OUTCOMES) url.searchParams.delete(name);
  for (const [name, value] of Object.entries(outcome)) url.searchParams.set(name, value);
  return `${url.pathname}${url.search}${url.hash}`;
}
