import type { Id } from '../../common';
import type { MailContext } from '../context';
import { automationOf, type Trigger } from '../host';
import { findEventMessage, newestMessages, type EventMessage } from '../store/messages/eventMessage';
import { unrestricted } from '../store/rowSecurity/rowSecurity';
import { eventOf, eventsIn } from '../store/workflows/events';
import { findGrant } from '../store/workflows/grants';
import { accountsIn, configOf } from '../store/workflows/hostWorkflows';
import { eventContext } from './eventContext';
import { matches } from './matches';

/** The newest messages of each mailbox among which one is looked for that fits. */
const LOOKED_AT = 100;

/** "Email event". Which workflows it starts, and when, is in `deliver.ts`: nothing is remembered per workflow. */
export const emailTrigger = (ctx: MailContext): Trigger => ({
  sync: false,
  on: () => undefined,
  off: () => undefined,
  validateConfig: () => null,
  validateEvent: () => true,
  execute: async (workflow, _values, options) => {
    const { key, config } = workflow;
    const found = await unrestricted(() => newestFitting(ctx, key, configOf(config)));
    const context = found && eventContext(found.event, found.message);
    // What isn't allowed can't be tried out either.
    return context ? unrestricted(() => automationOf(ctx)?.trigger(workflow, context, options)) : undefined;
  },
});

/** To try a workflow out: the newest message that would start it, in the mailboxes whose owners allow that. */
async function newestFitting(
  ctx: MailContext,
  workflowKey: string,
  config: Record<string, unknown>,
): Promise<{ event: string; message: EventMessage } | null> {
  let newest: { event: string; message: EventMessage } | null = null;
  for (const accountId of accountsIn(config)) {
    const grant = await findGrant(ctx, accountId, workflowKey);
    if (!grant?.allows.includes('events')) continue;
    // What the owner allows is to learn about new messages.
    const ids = await newestMessages(ctx, accountId, new Date(grant.createdAt), LOOKED_AT);
    const found = await firstFitting(ctx, ids, config);
    if (found && (!newest || found.message.receivedAt > newest.message.receivedAt)) newest = found;
  }
  return newest;
}

async function firstFitting(ctx: MailContext, ids: readonly Id[], config: Record<string, unknown>) {
  for (const id of ids) {
    const message = await findEventMessage(ctx, id);
    const event = message && eventOf(message.folder.role);
    if (message && event && eventsIn(config).includes(event) && matches(config, event, message))
      return { event, message };
  }
  return null;
}
