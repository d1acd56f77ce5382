import type { Id } from '../../common';
import type { MailContext } from '../context';
import { asMailError, causeText } from '../errors';
import { startsWorkflows, startWorkflow, type StartOptions } from '../host';
import { findEventMessage, isHiddenMessage, type EventMessage } from '../store/messages/eventMessage';
import { unrestricted } from '../store/rowSecurity/rowSecurity';
import { claimEvents, eventsIn, finishEvent, postponeEvent, type EventRow } from '../store/workflows/events';
import { findGrant } from '../store/workflows/grants';
import {
  accountsIn,
  findWorkflows,
  hasRun,
  hostWorkflow,
  type HostWorkflow,
} from '../store/workflows/hostWorkflows';
import { senderOf } from '../store/workflows/jobs';
import { fetchBody } from '../sync/bodies/body';
import { isOfMail } from '../sync/headers/reason';
import { withTimeout } from '../withTimeout';
import { eventContext } from './eventContext';
import { matches } from './matches';

/** Events delivered one after the other before the others get their turn. */
const PIECE = 100;
/** Milliseconds. The turn that stores a message usually loads its text within seconds. */
const WAIT = 1_500;
/** Milliseconds for one text. */
const PATIENCE = 10_000;
/** The look at which the text is fetched from here, and the last one, after which the workflow starts without it. */
const FETCH_TEXT = 3;
const WITHOUT_TEXT = 8;

/** Gives workflows what they are to learn about. Returns the milliseconds after which there is more to do, if any. */
export async function deliverEvents(ctx: MailContext): Promise<number | null> {
  if (!startsWorkflows(ctx)) return WAIT;
  let waits = false;
  const silent = new Set<string>();
  for (let more = true; more;) {
    const events = await claimEvents(ctx, PIECE);
    const byAccount = new Map<string, EventRow[]>();
    for (const event of events) {
      const account = String(event.accountId);
      byAccount.set(account, [...(byAccount.get(account) ?? []), event]);
    }
    const each = [...byAccount.values()].map((some) => deliverSome(ctx, some, silent));
    if ((await Promise.all(each)).includes(true)) waits = true;
    more = events.length === PIECE;
  }
  return waits ? WAIT : null;
}

/** Delivers events of one account, in order. True if some have to wait for a text. */
async function deliverSome(
  ctx: MailContext,
  events: readonly EventRow[],
  silent: Set<string>,
): Promise<boolean> {
  let waits = false;
  for (const event of events) {
    try {
      if (await deliver(ctx, event, silent)) continue;
      await postponeEvent(ctx, event.id, WAIT);
      waits = true;
    } catch (error) {
      ctx.log.warn('mail: a workflow could not be started', { event: event.id, cause: causeText(error) });
    }
  }
  return waits;
}

/**
 * False if the message's text has to be waited for. `silent`: accounts whose server isn't asked for any more texts in
 * this round.
 */
async function deliver(ctx: MailContext, row: EventRow, silent: Set<string>): Promise<boolean> {
  const { eventKey, mailMessageId, event, accountId, attempts } = row;
  const workflow = (await hasRun(ctx, eventKey)) ? null : await listenerOf(ctx, row);
  const message = workflow && (await findEventMessage(ctx, mailMessageId));
  // Whoever took it looks again after a while, by which time it's in its new folder, or deleted.
  if (workflow && !message && (await isHiddenMessage(ctx, mailMessageId))) return true;
  if (!workflow || !message || String(message.accountId) !== String(accountId)) {
    await finishEvent(ctx, eventKey);
    return true;
  }
  if (!matches(workflow.config, event, message)) {
    await finishEvent(ctx, eventKey);
    return true;
  }
  const sender = await senderOf(ctx, { token: row.token, messageIdHash: message.messageIdHash });
  // The host compares runs, of which some may have been deleted.
  if (sender?.workflowKey === workflow.key) {
    await finishEvent(ctx, eventKey);
    return true;
  }
  const whole = await withText(ctx, message, attempts, silent);
  if (!whole) return false;
  const options = { eventKey, stack: sender?.stack ?? [] };
  if (!(await start(ctx, workflow.id, eventContext(event, whole), options))) await finishEvent(ctx, eventKey);
  return true;
}

/** The workflow, if it still wants the event and its owner still allows it. */
async function listenerOf(ctx: MailContext, row: EventRow): Promise<HostWorkflow | null> {
  const { accountId, workflowKey, event } = row;
  const grant = await findGrant(ctx, accountId, workflowKey);
  if (!grant?.allows.includes('events')) return null;
  const [workflow] = await findWorkflows(ctx, { key: workflowKey, enabled: true });
  const wants =
    workflow &&
    accountsIn(workflow.config).includes(String(accountId)) &&
    eventsIn(workflow.config).includes(event);
  return wants ? workflow : null;
}

/** The message with its text; null if that is still on its way. */
async function withText(
  ctx: MailContext,
  message: EventMessage,
  look: number,
  silent: Set<string>,
): Promise<EventMessage | null> {
  const account = String(message.accountId);
  if (message.bodyState !== 'pending' || look >= WITHOUT_TEXT) return message;
  if (look < FETCH_TEXT || silent.has(account)) return null;
  try {
    await withTimeout(fetchBody(ctx, message.id), PATIENCE, () => {
      throw new Error('the server took too long');
    });
  } catch (error) {
    // Unless only this message can't be read, the others would take just as long.
    if (!isOfMail(asMailError(error).code)) silent.add(account);
    ctx.log.debug('mail: a text for a workflow could not be loaded', { cause: causeText(error) });
    return null;
  }
  return findEventMessage(ctx, message.id);
}

/** False if the host refuses. */
async function start(
  ctx: MailContext,
  id: Id,
  context: Record<string, unknown>,
  options: StartOptions,
): Promise<boolean> {
  const workflow = await hostWorkflow(ctx, id);
  // Nobody's request must be the reason that the workflow sees more, or less, than on other days.
  return workflow !== null && (await unrestricted(() => startWorkflow(ctx, workflow, context, options)));
}
