import type { Context } from '@nocobase/actions';
import type { MailContext } from '../context';
import { asMailError } from '../errors';
import { accountActions } from './accounts';
import type { ActionTable } from './action';
import { adminActions } from './admin';
import { attachmentActions } from './attachments';
import { folderActions } from './folders';
import { identityActions } from './identities';
import { healthActions } from './health';
import { listActions } from './lists';
import { messageActions } from './messages';
import { operationActions } from './operations';
import { providerActions } from './providers';
import { setAsideActions } from './setAside';
import { sharedActions } from './shared';
import { syncOptionsActions } from './syncOptions';
import { threadActions } from './threads';
import { uploadActions } from './uploads';

export const ACTIONS: ActionTable = {
  ...providerActions,
  ...accountActions,
  ...sharedActions,
  ...syncOptionsActions,
  ...identityActions,
  ...folderActions,
  ...messageActions,
  ...listActions,
  ...threadActions,
  ...setAsideActions,
  ...attachmentActions,
  ...uploadActions,
  ...operationActions,
  ...adminActions,
  ...healthActions,
};

/** Registers every action of the table with the host. Who may call which is `access.ts`'s alone. */
export function registerActions(ctx: MailContext): void {
  for (const [name, handler] of Object.entries(ACTIONS)) {
    ctx.app.resourceManager.registerActionHandler(name, async (http, next) => {
      // The host types its action context loosely; at run time it is the Koa context that `Context` describes.
      // Whatever else is thrown in there is answered as `internal`: its text is for the log.
      await handler(ctx, http as unknown as Context).catch((error: unknown) => {
        throw asMailError(error);
      });
      await next();
    });
  }
  // Behind these two lies no collection, by which the host would know them; it is to add nothing to them.
  for (const name of ['mailAdmin', 'mailHealth']) {
    const only = Object.keys(ACTIONS).filter((action) => action.startsWith(`${name}:`));
    ctx.app.resourceManager.define({ name, only });
  }
}
