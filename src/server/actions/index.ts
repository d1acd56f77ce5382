import type { MailContext } from '../context';
import { asMailError } from '../errors';
import { asContext, servesMail } from '../host';
import { accountActions } from './accounts';
import type { ActionTable } from './action';
import { addressBookActions } from './addressBooks';
import { adminActions } from './admin';
import { attachmentActions } from './attachments';
import { campaignActions } from './campaigns';
import { campaignRecipientActions } from './campaignRecipients';
import { campaignRunActions } from './campaignRun';
import { draftActions } from './drafts';
import { folderActions } from './folders';
import { grantActions } from './grants';
import { groupActions } from './groups';
import { hostFileActions } from './hostFiles';
import { labelActions } from './labels';
import { recordFormActions } from './recordForms';
import { recordLinkActions } from './recordLinks';
import { identityActions } from './identities';
import { healthActions } from './health';
import { listActions } from './lists';
import { invitationActions } from './answerInvitation';
import { messageActions } from './messages';
import { noteActions } from './notes';
import { operationActions } from './operations';
import { preferenceActions } from './preferences';
import { providerActions } from './providers';
import { quoteActions } from './quote';
import { readableActions } from './readable';
import { recordAddressActions } from './recordAddresses';
import { setAsideActions } from './setAside';
import { snoozeActions } from './snoozes';
import { sourceActions } from './source';
import { signatureActions } from './signatures';
import { sharedActions } from './shared';
import { suggestionActions } from './suggestions';
import { isAboutMail, refuse } from './refusal';
import { suppressionActions } from './suppressions';
import { syncOptionsActions } from './syncOptions';
import { templateActions } from './templates';
import { threadActions } from './threads';
import { todoActions } from './todos';
import { unsubscribePageActions } from './unsubscribePage';
import { unsubscribeActions } from './unsubscribe';
import { uploadActions } from './uploads';
import { writtenDraftActions } from './writtenDrafts';

/** Every HTTP action of the plugin, by `resource:verb`. */
export const ACTIONS: ActionTable = {
  ...providerActions,
  ...accountActions,
  ...sharedActions,
  ...syncOptionsActions,
  ...identityActions,
  ...folderActions,
  ...messageActions,
  ...labelActions,
  ...snoozeActions,
  ...noteActions,
  ...recordLinkActions,
  ...recordFormActions,
  ...invitationActions,
  ...unsubscribeActions,
  ...listActions,
  ...threadActions,
  ...setAsideActions,
  ...sourceActions,
  ...quoteActions,
  ...readableActions,
  ...attachmentActions,
  ...uploadActions,
  ...hostFileActions,
  ...operationActions,
  ...draftActions,
  ...writtenDraftActions,
  ...templateActions,
  ...suggestionActions,
  ...grantActions,
  ...recordAddressActions,
  ...groupActions,
  ...addressBookActions,
  ...signatureActions,
  ...todoActions,
  ...campaignActions,
  ...campaignRecipientActions,
  ...campaignRunActions,
  ...suppressionActions,
  ...unsubscribePageActions,
  ...preferenceActions,
  ...adminActions,
  ...healthActions,
};

/** Registers every action of the table with the host. Only `access.ts` decides who may call which. */
export function registerActions(ctx: MailContext): void {
  const names = Object.keys(ACTIONS);
  for (const [name, action] of Object.entries(ACTIONS)) {
    ctx.app.resourceManager.registerActionHandler(name, async (http, next) => {
      const context = asContext(http);
      // Checked here as well, because the middleware that refuses requests may be the part that is missing.
      if (!servesMail(ctx) && isAboutMail(context, names)) return refuse(ctx, context);
      // Any other error is answered as `internal`, because its text belongs in the log.
      await action.run(ctx, context).catch((error: unknown) => {
        throw asMailError(error);
      });
      await next();
    });
  }
  // These two have no collection, so the host doesn't know them yet. It must not add any actions to them.
  for (const name of ['mailAdmin', 'mailHealth']) {
    const only = Object.keys(ACTIONS).filter((action) => action.startsWith(`${name}:`));
    ctx.app.resourceManager.define({ name, only });
  }
}
