import type { Context } from '@nocobase/actions';
import { CONFIGURE_SNIPPET, OVERSEE_SNIPPET, type CollectionName, type Id } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import {
  hasSnippet,
  ignoreRole,
  isAllowedAnyway,
  isHostAction,
  isMainSource,
  isSignedIn,
  servesMail,
  use,
} from '../host';
import { restrictTo, unrestricted, type Viewer } from '../store/rowSecurity/rowSecurity';
import { registerRowSecurity } from '../store/rowSecurity/registerRowSecurity';
import { leftOutFolders } from '../store/folders/syncOptions';
import { keepOutOfCaches } from './caches';
import { completeRows } from './completeRows';
import { callerOf } from './caller';
import { checkFilter, checkHostRead, hostReadError } from './hostReads';
import { accessibleAccountIds } from './own';
import { checkOwnRead, isOurs } from './paths';
import { isAboutMail, refuse } from './refusal';
import { limitWorkflows } from './workflows';

export { accessibleAccountIds, idOf, idsOf, ownAccount, ownMessages, ownRow, ownRows } from './own';

/**
 * The host's own reads that remain available, and the field that identifies the account of a row. Anything that is
 * neither here nor in the table of our actions is refused for everyone, including root: every other action and
 * association of our collections, whichever plugin adds it.
 */
const READS: Partial<Record<CollectionName, { actions: string[]; account: string }>> = {
  mailAccounts: { actions: ['list', 'get'], account: 'id' },
  mailIdentities: { actions: ['list', 'get'], account: 'accountId' },
  mailFolders: { actions: ['list', 'get'], account: 'accountId' },
  mailMessages: { actions: ['list', 'get'], account: 'accountId' },
  mailAddresses: { actions: ['list', 'get'], account: 'accountId' },
  mailCampaigns: { actions: ['list', 'get'], account: 'accountId' },
  mailCampaignRecipients: { actions: ['list', 'get'], account: 'accountId' },
};

const PUBLIC = ['mailAccounts:callback', 'mailCampaigns:unsubscribe'];
/**
 * Actions that need one of the plugin's permissions, by the snippet that grants it: to configure the plugin, or to
 * oversee all accounts.
 */
const PERMITTED: Record<string, string[]> = {
  [CONFIGURE_SNIPPET]: [
    'mailProviders:get',
    'mailProviders:save',
    'mailProviders:check',
    'mailProviders:consent',
    'mailTemplates:roles',
    'mailTemplates:share',
    'mailAddressBooks:get',
    'mailAddressBooks:fields',
    'mailAddressBooks:save',
    'mailSignatures:get',
    'mailSignatures:save',
    'mailSignatures:preview',
    'mailSuppressions:list',
    'mailSuppressions:create',
    'mailSuppressions:destroy',
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

/** The host's requests that start or stop the app, during which our own background work begins. */
const UNLIMITED = new Set([
  'pm:add',
  'pm:update',
  'pm:enable',
  'pm:disable',
  'pm:remove',
  'app:restart',
  'app:refresh',
  'app:clearCache',
]);

/**
 * These change tables but read none of their rows. The host has collections with these names, so nobody can create one.
 */
const SCHEMA = ['collections', 'collections.fields', 'fields'];
/** The same, but not a collection. */
const SOURCE = 'mainDataSource';

/** Matches no account: ids are never 0, and an empty list would be dropped from the filter. */
const NO_ACCOUNT = [0];

/**
 * The single place that limits every request to the caller's own mail. `ownActions`: `resource:verb` of each of ours.
 */
export function registerAccess(ctx: MailContext, pluginName: string, ownActions: readonly string[]): void {
  const { acl } = ctx.app;
  for (const [collection, read] of Object.entries(READS)) acl.allow(collection, read.actions, 'loggedIn');
  use(ctx, 'own', async (http, next) => {
    // What a role may do elsewhere doesn't apply here ("own records" depends on a creator, which our rows don't have).
    const { resourceName, actionName } = http.action;
    if (isOurs(resourceName) && isAllowedAnyway(http)) ignoreRole(http);
    // Nor does the permission to view every collection: these actions require their snippet.
    const name = `${resourceName}:${actionName}`;
    if (NEEDS_PERMISSION.has(name) && !hasSnippet(ctx, http, name)) ignoreRole(http);
    await next();
  });
  for (const name of ownActions) {
    const [resource, action] = name.split(':');
    if (PUBLIC.includes(name)) acl.allow(resource, action, 'public');
    else if (!NEEDS_PERMISSION.has(name)) acl.allow(resource, action, 'loggedIn');
  }
  const fence = registerRowSecurity(ctx);
  limitWorkflows(ctx, fence);
  for (const [snippet, actions] of Object.entries(PERMITTED))
    acl.registerSnippet({ name: `pm.${pluginName}.${snippet}`, actions });

  use(ctx, 'access', async (http, next) => {
    if (!servesMail(ctx) && isAboutMail(http, ownActions)) return refuse(ctx, http);
    // Before our own conditions are added to it.
    const asked = { ...http.action.params } as Record<string, unknown>;
    await gate(ctx, http, ownActions);
    const { resourceName, actionName } = http.action;
    const name = `${resourceName}:${actionName}`;
    if (ownActions.includes(name)) {
      checkFilter(asked);
      return unrestricted(next).catch((error: unknown) => {
        throw isHostAnswer(error) ? error : hostReadError(error, { filter: asked.filter });
      });
    }
    // The app creates new caches each time it loads.
    keepOutOfCaches(ctx);
    if (UNLIMITED.has(name) && isHostAction(ctx, http)) return next();
    const schema = SCHEMA.includes(resourceName) || (resourceName === SOURCE && isHostAction(ctx, http));
    // A view may have been added, or may have been changed to read mail.
    await fence.catalog.guarded(schema || resourceName === 'dbViews');
    const work = restrictTo(ctx, { ...viewerOf(ctx, http), schema }, async (limits) => {
      // Data may still be read while the answer is being sent, but not after that.
      http.res.once('close', () => (limits.over = true));
      await next();
      // If the client has disconnected in the meantime, it gets nothing.
      if (http.res.closed) limits.over = true;
    });
    if (!isOurs(resourceName)) return work;
    // The text of a database error belongs in the log, not in the answer.
    await work
      .then(() => completeRows(ctx, http, name))
      .catch((error: unknown) => {
        throw isHostAnswer(error) ? error : hostReadError(error, asked);
      });
  });
}

/** Whose mail a request may see. */
export function viewerOf(ctx: MailContext, http: Context): Viewer {
  if (!isSignedIn(http)) return { accountIds: () => Promise.resolve([]) };
  const userId = callerOf(http);
  return { userId, accountIds: () => accessibleAccountIds(ctx, userId) };
}

/** Errors that the host throws on purpose (`ctx.throw`): missing permission, missing sign-in. */
const isHostAnswer = (error: unknown): boolean =>
  error instanceof Error && 'status' in error && Number(error.status) < 500;

/**
 * A message that vanished from its folder is kept a turn longer, in case it turns up in another one; a message in an
 * excluded folder is kept until it is dropped. Nobody sees either.
 */
async function shownMessages(ctx: MailContext, accountIds: readonly Id[]): Promise<object> {
  const leftOut = await leftOutFolders(ctx, accountIds);
  // An empty list would be dropped from the filter, and isn't needed.
  return { vanishedAt: { $eq: null }, ...(leftOut.length > 0 ? { folderId: { $notIn: leftOut } } : {}) };
}

async function gate(ctx: MailContext, http: Context, ownActions: readonly string[]): Promise<void> {
  if (!isMainSource(http)) return;
  const { resourceName, actionName, params } = http.action;
  const [collection, association] = resourceName.split('.');
  if (!isOurs(collection)) return;
  if (association) throw new MailError('forbidden');
  if (ownActions.includes(`${resourceName}:${actionName}`)) return;
  const read = READS[collection as CollectionName];
  if (!read?.actions.includes(actionName)) throw new MailError('forbidden');
  // Not signed in: the host's ACL answers.
  if (!isSignedIn(http)) return;
  checkHostRead(params);
  checkOwnRead(ctx.app.db, collection, params);
  const ids = await accessibleAccountIds(ctx, callerOf(http));
  http.action.mergeParams({
    filter: {
      [read.account]: { $in: ids.length ? ids : NO_ACCOUNT },
      ...(collection === 'mailMessages' ? await shownMessages(ctx, ids) : {}),
      // A folder missing from the server's list is kept for a day, in case it turns up again.
      ...(collection === 'mailFolders' ? { vanishedAt: { $eq: null } } : {}),
    },
  });
}
