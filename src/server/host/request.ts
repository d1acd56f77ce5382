import type { Context } from '@nocobase/actions';
import type { MailContext } from '../context';

/** The host types its action context loosely; at run time it's the Koa context that `Context` describes. */
export const asContext = (http: unknown): Context => http as Context;

/** The id of the signed-in user, of any type; undefined if nobody is signed in. */
export function signedInId(http: Context): unknown {
  const { currentUser } = http.state as { currentUser?: { id?: unknown } };
  return currentUser?.id;
}

/** Whether anybody is signed in. */
export const isSignedIn = (http: Context): boolean => Boolean(http.state.currentUser);

/** Names of the caller's roles that count for this request. */
export const rolesOf = (http: Context): string[] => (http.state.currentRoles ?? []) as string[];

/** Whether one of the caller's roles has the snippet for this action; `root` has every snippet. */
export function hasSnippet(ctx: MailContext, http: Context, action: string): boolean {
  return rolesOf(http).some(
    (role) => role === 'root' || ctx.app.acl.getRole(role)?.snippetAllowed(action) === true,
  );
}

/** Names of the roles that have the snippet for an action. */
export const rolesWith = ({ app }: MailContext, action: string): string[] =>
  [...app.acl.roles].filter(([, role]) => role.snippetAllowed(action)).map(([name]) => name);

/** What the host has decided about a request so far. */
interface Permission {
  /** Allowed without checking the role. */
  skip?: boolean;
  /** The role's permission; null for none. */
  can: unknown;
}

/** Whether `acl.allow` opens the action to this caller, without checking the role. */
export const isAllowedAnyway = (http: Context): boolean => (http.permission as Permission).skip === true;

/** Takes back what the role may do, so that only what is open to everybody remains. */
export function ignoreRole(http: Context): void {
  (http.permission as Permission).can = null;
}

/** Whether a request is for the app's own database rather than another data source. */
export const isMainSource = (http: Context): boolean => (http.dataSource as { name: string }).name === 'main';

/** Whether an action is the host's own rather than one that every collection has, on a collection of that name. */
export function isHostAction({ app }: MailContext, http: Context): boolean {
  const { resourceName, actionName } = http.action;
  return !app.db.hasCollection(resourceName) || !app.resourceManager.getRegisteredHandlers().has(actionName);
}

/** The language that the request names (`X-Locale`, `?locale=`), unchecked: any text at all, or several. */
export const localeOf = (http: Context): unknown =>
  (http as { getCurrentLocale?: () => unknown }).getCurrentLocale?.();

/** The languages that a browser asks for by itself (RFC 9110 §12.5.4), best first. */
export const acceptedLanguages = (http: Context): string[] =>
  (http as { acceptsLanguages?: () => string[] }).acceptsLanguages?.() ?? [];

/** The host's translator for a request, and the language that its app falls back to. */
export function translatorOf(http: Context) {
  const { i18n } = http.app as MailContext['app'];
  const translate = http.t as (key: string, options: Record<string, unknown>) => unknown;
  return { translate, fallback: i18n.language };
}

/** Sends an answer as it is; the host would otherwise wrap it in `{data: …}`. */
export function withoutWrapping(http: Context): void {
  http.withoutDataWrapping = true;
}

const QUERY = Symbol('what was asked for');

/** Removes the query from a request so that the host doesn't log it; {@link hiddenQuery} still has it. */
export function hideQuery(http: Context): void {
  (http.state as Record<symbol, unknown>)[QUERY] = { ...http.query };
  http.querystring = '';
}

/** The query that {@link hideQuery} removed; empty if it removed none. */
export const hiddenQuery = (http: Context): Context['query'] =>
  ((http.state as Record<symbol, unknown>)[QUERY] ?? {}) as Context['query'];

/** Keeps the values sent with a request out of the host's log if its resource is known and `isOurs` accepts it. */
export function hideValues(http: Context, isOurs: (resource: string) => boolean): void {
  const action = http.action as Context['action'] | undefined;
  const [resource = ''] = action?.resourceName.split('.') ?? [];
  if (!action || !isOurs(resource)) return;
  const { toJSON } = action;
  action.toJSON = () => ({ ...toJSON.call(action), params: {} });
}
