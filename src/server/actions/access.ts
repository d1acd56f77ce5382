import type { Context } from '@nocobase/actions';
import { CONFIGURE_SNIPPET, OVERSEE_SNIPPET, type CollectionName, type Id } from '../../common';
import type { MailContext } from '../context';
import { asMailError, MailError } from '../errors';
import { registerLimits, withLimits, withoutLimits } from '../store/limits';
import { leftOutFolders } from '../store/syncOptions';
import { callerOf } from './caller';
import { accessibleAccountIds } from './own';
import { checkOwnRead, isOurs } from './paths';

export { accessibleAccountIds, idOf, idsOf, ownAccount, ownMessages, ownRow, ownRows } from './own';

/**
 * The host's own reads that stay open, and the field that says whose a row is. What is neither here nor in
 * the table of our actions is refused for everybody, root included: every other action and association of
 * our collections, whatever plugin brings it.
 */
const READS: Partial<Record<CollectionName, { actions: string[]; account: string }>> = {
  mailAccounts: { actions: ['list', 'get'], account: 'id' },
  mailIdentities: { actions: ['list', 'get'], account: 'accountId' },
  mailFolders: { actions: ['list', 'get'], account: 'accountId' },
  mailMessages: { actions: ['list', 'get'], account: 'accountId' },
  mailAddresses: { actions: ['list', 'get'], account: 'accountId' },
};

const PUBLIC = ['mailAccounts:callback'];
/** Need a permission of the plugin's, by the snippet that gives it: to configure it, to oversee all accounts. */
const PERMITTED: Record<string, string[]> = {
  [CONFIGURE_SNIPPET]: [
    'mailProviders:get',
    'mailProviders:save',
    'mailProviders:check',
    'mailProviders:consent',
  ],
  [OVERSEE_SNIPPET]: [
    'mailAdmin:list',
    'mailAdmin:events',
    'mailAdmin:sync',
    'mailAdmin:pause',
    'mailAdmin:resume',
    'mailAdmin:disconnect',
    'mailHealth:check',
  ],
};
const NEEDS_PERMISSION = new Set(Object.values(PERMITTED).flat());

/**
 * Requests of the host's that start or stop the app, in whose course our own background work begins, and
 * the one that takes a person's accounts along.
 */
const UNLIMITED = ['pm:*', 'app:*', 'users:destroy'];

/** Change tables, and read none of their rows. */
const SCHEMA = ['collections', 'collections.fields', 'fields', 'mainDataSource'];

/** No account: ids are never 0, and an empty list would drop out of the filter. */
const NO_ACCOUNT = [0];

/** The one place that limits every request to the caller's own mail. `ownActions`: `resource:verb` of each of ours. */
export function registerAccess(ctx: MailContext, pluginName: string, ownActions: readonly string[]): void {
  const { acl, dataSourceManager } = ctx.app;
  for (const [collection, read] of Object.entries(READS)) acl.allow(collection, read.actions, 'loggedIn');
  acl.use(
    async (http: Context, next: () => Promise<void>) => {
      // What a role may do elsewhere ("own records", by a creator that our rows do not name) says nothing here.
      const permission = http.permission as { skip?: boolean; can: unknown };
      const { resourceName, actionName } = http.action;
      if (isOurs(resourceName) && permission.skip) permission.can = null;
      // Nor does a role that may view every collection: these come with their snippet alone.
      const name = `${resourceName}:${actionName}`;
      if (NEEDS_PERMISSION.has(name) && !hasSnippet(ctx, http, name)) permission.can = null;
      await next();
    },
    { tag: 'mail-own', after: 'allow-manager', before: 'core' },
  );
  for (const name of ownActions) {
    const [resource, action] = name.split(':');
    if (PUBLIC.includes(name)) acl.allow(resource, action, 'public');
    else if (!NEEDS_PERMISSION.has(name)) acl.allow(resource, action, 'loggedIn');
  }
  registerLimits(ctx);
  for (const [snippet, actions] of Object.entries(PERMITTED))
    acl.registerSnippet({ name: `pm.${pluginName}.${snippet}`, actions });

  dataSourceManager.use(
    async (http: Context, next: () => Promise<void>) => {
      await gate(ctx, http, ownActions);
      const { resourceName, actionName } = http.action;
      const name = `${resourceName}:${actionName}`;
      if (ownActions.includes(name)) return withoutLimits(next);
      if (UNLIMITED.some((entry) => entry === name || entry === `${resourceName}:*`)) return next();
      const { currentUser } = http.state;
      const accountIds = async () => (currentUser ? accessibleAccountIds(ctx, callerOf(http)) : []);
      const work = withLimits(ctx, { accountIds, schema: SCHEMA.includes(resourceName) }, next);
      if (!isOurs(resourceName)) return work;
      // The text of a database error is for the log, not for the answer.
      await work.catch((error: unknown) => {
        throw isHostAnswer(error) ? error : asMailError(error);
      });
    },
    { tag: 'mail-access', after: ['auth', 'setCurrentRole'], before: 'acl' },
  );
}

/** Whether one of the caller's roles has the snippet of this action. */
function hasSnippet(ctx: MailContext, http: Context, name: string): boolean {
  const roles = (http.state.currentRoles ?? []) as string[];
  return roles.some((role) => role === 'root' || ctx.app.acl.getRole(role)?.snippetAllowed(name) === true);
}

/** Errors that the host throws on purpose (`ctx.throw`): missing permission, missing sign-in. */
const isHostAnswer = (error: unknown): boolean =>
  error instanceof Error && 'status' in error && Number(error.status) < 500;

/**
 * A mail that vanished from its folder is kept a turn longer, in case it turns up in another one; one of a folder
 * that is left out is kept until it is dropped. Nobody sees either.
 */
async function shownMessages(ctx: MailContext, accountIds: readonly Id[]): Promise<object> {
  const leftOut = await leftOutFolders(ctx, accountIds);
  // An empty list would drop out of the filter, and says nothing.
  return { vanishedAt: { $eq: null }, ...(leftOut.length > 0 ? { folderId: { $notIn: leftOut } } : {}) };
}

async function gate(ctx: MailContext, http: Context, ownActions: readonly string[]): Promise<void> {
  const { name } = http.dataSource as { name: string };
  if (name !== 'main') return;
  const { resourceName, actionName, params } = http.action;
  const [collection, association] = resourceName.split('.');
  if (!isOurs(collection)) return;
  if (association) throw new MailError('forbidden');
  if (ownActions.includes(`${resourceName}:${actionName}`)) return;
  const read = READS[collection as CollectionName];
  if (!read?.actions.includes(actionName)) throw new MailError('forbidden');
  // Nobody: the host's ACL answers.
  if (!http.state.currentUser) return;
  checkOwnRead(ctx.app.db, collection, params);
  const ids = await accessibleAccountIds(ctx, callerOf(http));
  http.action.mergeParams({
    filter: {
      [read.account]: { $in: ids.length ? ids : NO_ACCOUNT },
      ...(collection === 'mailMessages' ? await shownMessages(ctx, ids) : {}),
    },
  });
}
