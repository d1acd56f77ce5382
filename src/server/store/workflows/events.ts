import { Op, type Transaction } from 'sequelize';
import { EMAIL_TRIGGER, MAIL_EVENTS, type FolderRole, type Id, type MailEvent } from '../../../common';
import type { MailContext } from '../../context';
import { presentTime } from '../db/clock';
import { insertRows } from '../db/insertRows';
import { rowsAs, table } from '../db/rows';
import { textsIn } from '../db/stored';
import { listenersTo } from './grants';
import { accountsIn, findWorkflows, sendingWorkflows, type HostWorkflow } from './hostWorkflows';

/** An event that one workflow is to learn about. */
export interface EventRow {
  id: Id;
  accountId: Id;
  mailMessageId: Id;
  event: MailEvent;
  workflowKey: string;
  eventKey: string;
  token: string | null;
  attempts: number;
}

/** A message that has just been stored as a new one. */
export interface NewMessage {
  id: Id;
  token: string | null;
  draft: boolean;
  /** A program sent it by itself. */
  automatic: boolean;
  receivedAt: Date;
}

/**
 * Milliseconds. A message that is older was copied into the mailbox, and nobody expects a workflow to treat it as new.
 * Long enough for a server that was down over a weekend.
 */
const NEWS = 3 * 24 * 60 * 60_000;

/** Milliseconds until an event is delivered again if the workflow doesn't have it, by attempt. */
const WAITS = [5_000, 15_000, 60_000, 5 * 60_000];

/** Keys of our events begin with this, so that they're told from other plugins'. */
export const EVENT_KEY = 'mail:';

/** The key of an event: the host runs a workflow once for each, on whichever node. */
export const eventKeyOf = (workflowKey: string, mailMessageId: Id, event: MailEvent): string =>
  `${EVENT_KEY}${workflowKey}:${String(mailMessageId)}:${event}`;

/**
 * Stores what has happened for the workflows that may learn about it, in the transaction that stores the messages.
 * True if there is something to deliver after its commit. A mailbox that nobody allowed a workflow costs one look-up.
 */
export async function noteEvents(
  ctx: MailContext,
  { accountId, folderId }: { accountId: Id; folderId: Id },
  messages: readonly NewMessage[],
  transaction: Transaction,
): Promise<boolean> {
  const news = messages.filter(({ draft, receivedAt }) => !draft && receivedAt.getTime() > Date.now() - NEWS);
  if (news.length === 0) return false;
  const keys = await listenersTo(ctx, accountId, transaction);
  if (keys.length === 0) return false;
  const folder = await table(ctx, 'mailFolders').findByPk(folderId, { attributes: ['role'], transaction });
  const event = eventOf(folder?.get('role') as FolderRole | undefined);
  if (!event) return false;
  const where = { key: { [Op.in]: keys }, type: EMAIL_TRIGGER, enabled: true };
  const workflows = (await findWorkflows(ctx, where, transaction)).filter(
    ({ config }) => accountsIn(config).includes(String(accountId)) && eventsIn(config).includes(event),
  );
  const quiet =
    event === 'received' && news.some(({ automatic }) => automatic)
      ? await quietWorkflows(ctx, workflows, transaction)
      : null;
  const rows = workflows.flatMap(({ id: workflowId, key }) =>
    news
      .filter(({ automatic }) => !automatic || !quiet?.has(String(workflowId)))
      .map(({ id, token }) => ({
        id: ctx.app.snowflakeIdGenerator.generate() as Id,
        ...{ accountId, mailMessageId: id, event, workflowKey: key, token },
        ...{ eventKey: eventKeyOf(key, id, event), state: 'waiting', attempts: 0 },
      })),
  );
  await insertRows(ctx, 'mailTriggers', rows, transaction);
  return rows.length > 0;
}

/**
 * Those of these workflows that automatic messages don't start, by id: what sends could otherwise exchange messages with
 * another robot, such as an out-of-office reply, forever (RFC 3834 §2). `automatic: true` in a trigger is for builders
 * who know that theirs doesn't.
 */
async function quietWorkflows(
  ctx: MailContext,
  workflows: readonly HostWorkflow[],
  transaction: Transaction,
): Promise<Set<string>> {
  const ids = workflows.flatMap(({ id, config }) => (config.automatic === true ? [] : [id]));
  return sendingWorkflows(ctx, ids, transaction);
}

/** What it means that a message has appeared in a folder with this role. */
export function eventOf(role: FolderRole | undefined): MailEvent | null {
  if (role === undefined || role === 'drafts' || role === 'outbox') return null;
  return role === 'sent' ? 'sent' : 'received';
}

/** The events that a workflow with our trigger is about. */
export const eventsIn = (config: Record<string, unknown>): MailEvent[] => {
  const chosen = textsIn(config.events);
  return MAIL_EVENTS.filter((event) => chosen.includes(event));
};

/** Takes the oldest events that are due. If several nodes try at once, each event goes to one of them. */
export async function claimEvents(ctx: MailContext, most: number): Promise<EventRow[]> {
  const triggers = table(ctx, 'mailTriggers');
  const now = await presentTime(ctx);
  const due = { state: 'waiting', nextAttemptAt: { [Op.or]: [null, { [Op.lte]: new Date(now) }] } };
  const rows = await triggers.findAll({ where: due, order: [['id', 'ASC']], limit: most });
  const claimed: EventRow[] = [];
  for (const row of rowsAs<EventRow>(rows)) {
    const { id, attempts } = row;
    const nextAttemptAt = new Date(now + (WAITS[attempts] ?? WAITS[WAITS.length - 1]));
    const [changed] = await triggers.update(
      { attempts: attempts + 1, nextAttemptAt },
      { where: { id, attempts, state: 'waiting' } },
    );
    if (changed === 1) claimed.push({ ...row, attempts: attempts + 1 });
  }
  return claimed;
}

/** Delivers an event again in so many milliseconds. */
export async function postponeEvent(ctx: MailContext, id: Id, wait: number): Promise<void> {
  const nextAttemptAt = new Date((await presentTime(ctx)) + wait);
  await table(ctx, 'mailTriggers').update({ nextAttemptAt }, { where: { id, state: 'waiting' } });
}

/** Records that the workflow has the event, or isn't to have it. */
export async function finishEvent(
  ctx: MailContext,
  eventKey: string,
  transaction?: Transaction,
): Promise<void> {
  await table(ctx, 'mailTriggers').update(
    { state: 'done', nextAttemptAt: null },
    { where: { eventKey }, transaction },
  );
}

/** Deletes events that were delivered before that time, and those that nobody could be given for so long. */
export async function sweepEvents(ctx: MailContext, doneBefore: Date, waitingBefore: Date): Promise<void> {
  const triggers = table(ctx, 'mailTriggers');
  await triggers.destroy({ where: { state: 'done', updatedAt: { [Op.lt]: doneBefore } } });
  await triggers.destroy({ where: { createdAt: { [Op.lt]: waitingBefore } } });
}
