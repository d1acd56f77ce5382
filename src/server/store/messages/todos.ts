import { Op, type Transaction } from 'sequelize';
import type { FollowUpKind, Id, MailAddress } from '../../../common';
import type { MailContext } from '../../context';
import { rowsAs, table } from '../db/rows';
import { listIn } from '../db/stored';
import { presentDate } from '../db/clock';
import type { MessageDraft } from '../messageDraft';
import { leadsOf } from '../threads/resolveThreads';
import { copiesOf } from './copies';
import { addressesOf, answersIn, copiesIn } from './ownMessages';

/** Something that a person wants to be reminded of; see collections/mailTodos.ts. */
export interface TodoRow {
  id: Id;
  kind: FollowUpKind;
  accountId: Id;
  userId: Id;
  state: 'waiting' | 'due' | 'done';
  dueAt: Date;
  mailMessageId: Id | null;
  senderName: string | null;
  idHash: string | null;
  copyIdHash: string | null;
  sentAt: Date;
  subject: string;
  recipients: MailAddress[];
}

export type NewTodo = Pick<TodoRow, 'accountId' | 'userId' | 'idHash' | 'subject' | 'recipients'> & {
  operationId: Id;
  token: string;
  /** When to remind of it, given the time at which it was sent. */
  dueAt(sentAt: Date): Date;
};

const KIND = 'noAnswer';
/** Milliseconds for which a reminder that is done is kept. */
const KEPT_DONE = 24 * 60 * 60_000;
/** Maximum number of reminders in a list. */
const MOST = 200;
/** Maximum per account that new messages are compared with, the newest. */
const MOST_COMPARED = 1000;

/** Stores a reminder for a message that has just been sent, unless the same send has one. */
export async function createTodo(
  ctx: MailContext,
  { dueAt, ...values }: NewTodo,
  transaction: Transaction,
): Promise<void> {
  const todos = table(ctx, 'mailTodos');
  const { operationId } = values;
  // Only the holder of the send's claim gets here, so nobody else can store one in between.
  if ((await todos.count({ where: { operationId }, transaction })) > 0) return;
  const sentAt = await presentDate(ctx, transaction);
  const row = { ...values, kind: KIND, state: 'waiting', sentAt, dueAt: dueAt(sentAt) };
  await todos.create(row, { transaction });
}

/**
 * Removes the reminders that these new messages answer, and learns the Message-ID of copies in Sent. Messages of the
 * writer's own and automatic ones are no answers. `threads`: the thread of each.
 */
export async function settleTodos(
  ctx: MailContext,
  accountId: Id,
  drafts: readonly MessageDraft[],
  threads: ReadonlyMap<MessageDraft, string>,
  transaction: Transaction,
): Promise<void> {
  await noteCopies(ctx, accountId, copiesIn(drafts), transaction);
  const answers = answersIn(drafts);
  if (answers.length === 0) return;
  const todos = rowsAs<TodoRow>(
    await table(ctx, 'mailTodos').findAll({
      where: { accountId, kind: KIND },
      attributes: ['id', 'userId', 'idHash', 'copyIdHash', 'sentAt'],
      order: [['id', 'DESC']],
      limit: MOST_COMPARED,
      transaction,
    }),
  );
  if (todos.length === 0) return;
  const own = await addressesOf(ctx, [...new Set(todos.map(({ userId }) => userId))], transaction);
  const others = answers.filter(({ from }) => !from.every(({ address }) => own.has(address.toLowerCase())));
  const leads = await leadsOf(ctx, accountId, todos.flatMap(hashesOf), transaction);
  const settled = todos.filter((todo) => {
    const hashes = hashesOf(todo);
    const keys = new Set(hashes.flatMap((hash) => leads.get(hash) ?? []));
    return others.some(
      (answer) =>
        answer.ancestors.some((hash) => hashes.includes(hash)) ||
        (keys.has(threads.get(answer) ?? '') && answer.receivedAt > new Date(todo.sentAt)),
    );
  });
  if (settled.length === 0) return;
  await table(ctx, 'mailTodos').destroy({
    where: { id: { [Op.in]: settled.map(({ id }) => id) } },
    transaction,
  });
}

const hashesOf = ({ idHash, copyIdHash }: Pick<TodoRow, 'idHash' | 'copyIdHash'>): string[] =>
  [idHash, copyIdHash].filter((hash) => hash !== null);

/** Answers to a message name the Message-ID that the server gave it. */
async function noteCopies(
  ctx: MailContext,
  accountId: Id,
  byToken: ReadonlyMap<string, string>,
  transaction: Transaction,
): Promise<void> {
  if (byToken.size === 0) return;
  const todos = rowsAs<{ id: Id; userId: Id; token: string; idHash: string }>(
    await table(ctx, 'mailTodos').findAll({
      where: { token: { [Op.in]: [...byToken.keys()] }, copyIdHash: null },
      attributes: ['id', 'userId', 'token', 'idHash'],
      transaction,
    }),
  );
  for (const { id, userId, token, idHash } of todos) {
    const copyIdHash = byToken.get(token);
    // Recipients' mailboxes may be connected here too, and have the same token.
    const isOwn = await table(ctx, 'mailAccounts').count({ where: { id: accountId, userId }, transaction });
    if (isOwn > 0 && copyIdHash !== idHash)
      await table(ctx, 'mailTodos').update({ copyIdHash }, { where: { id }, transaction });
  }
}

/** Reminders whose time has come and that nobody has been told of, the oldest first. */
export async function findDueTodos(ctx: MailContext): Promise<TodoRow[]> {
  const rows = await table(ctx, 'mailTodos').findAll({
    where: { state: 'waiting', dueAt: { [Op.lte]: await presentDate(ctx) } },
    order: [['dueAt', 'ASC']],
    limit: MOST,
  });
  return rowsAs<TodoRow>(rows).map(complete);
}

/** Marks a reminder as due. Only one of several nodes gets true, and tells the person. */
export async function claimTodo(ctx: MailContext, id: Id): Promise<boolean> {
  const [changed] = await table(ctx, 'mailTodos').update(
    { state: 'due' },
    { where: { id, state: 'waiting' } },
  );
  return changed === 1;
}

/** A user's reminders that are due, the newest first; then what is still to be done, the first to be due first. */
export async function listTodos(ctx: MailContext, userId: Id, accountIds: readonly Id[]): Promise<TodoRow[]> {
  const own = { userId, accountId: { [Op.in]: [...accountIds] } };
  const read = (where: object, direction: 'ASC' | 'DESC') =>
    table(ctx, 'mailTodos').findAll({
      where: { ...own, ...where },
      order: [
        ['dueAt', direction],
        ['id', direction],
      ],
      limit: MOST,
    });
  const due = await read({ state: 'due' }, 'DESC');
  const waiting = await read({ state: 'waiting', kind: 'toDo' }, 'ASC');
  return rowsAs<TodoRow>([...due, ...waiting]).map(complete);
}

/** Ends a reminder, which can be undone for some time. */
export async function finishTodo(ctx: MailContext, id: Id): Promise<void> {
  await table(ctx, 'mailTodos').update({ state: 'done', doneAt: await presentDate(ctx) }, { where: { id } });
}

/** Undoes {@link finishTodo}. Nobody is told again of what was due before. */
export async function reopenTodo(ctx: MailContext, id: Id): Promise<void> {
  const now = await presentDate(ctx);
  const reopen = (state: TodoRow['state'], dueAt: object) =>
    table(ctx, 'mailTodos').update({ state }, { where: { id, state: 'done', dueAt } });
  await reopen('due', { [Op.lte]: now });
  await reopen('waiting', { [Op.gt]: now });
}

/** Deletes reminders that have been done for so long that nobody undoes it. */
export async function dropDoneTodos(ctx: MailContext): Promise<void> {
  const doneAt = { [Op.lt]: new Date((await presentDate(ctx)).getTime() - KEPT_DONE) };
  await table(ctx, 'mailTodos').destroy({ where: { state: 'done', doneAt } });
}

/** Lets a reminder wait until a later time. */
export async function postponeTodo(ctx: MailContext, id: Id, dueAt: Date): Promise<void> {
  await table(ctx, 'mailTodos').update({ state: 'waiting', dueAt }, { where: { id } });
}

/** Where the messages that these reminders are about are stored, by the reminder's id; any other isn't. */
export async function placesOf(
  ctx: MailContext,
  todos: readonly TodoRow[],
): Promise<Map<string, { id: Id; folderId: Id }>> {
  if (todos.length === 0) return new Map();
  const rows = await rowsOf(ctx, todos);
  const accounts = rowsAs<{ id: Id; parentId: Id | null }>(
    await table(ctx, 'mailAccounts').findAll({
      where: { id: { [Op.in]: [...new Set(todos.map(({ accountId }) => accountId))] } },
      attributes: ['id', 'parentId'],
    }),
  );
  const parents = new Map(accounts.map(({ id, parentId }) => [String(id), parentId]));
  // What is sent as a shared mailbox may be filed with the person's own mailbox.
  const accountsOf = ({ accountId }: TodoRow): Id[] =>
    [accountId, parents.get(String(accountId))].filter((id) => id != null);
  const found = await copiesOf(ctx, [...new Set(todos.flatMap(accountsOf))], todos.flatMap(hashesOf));
  return new Map(
    todos.flatMap((todo) => {
      const row = rows.get(String(todo.mailMessageId));
      if (row) return [[String(todo.id), row] as const];
      const places = accountsOf(todo).flatMap((id) => hashesOf(todo).map((hash) => found(id, hash)));
      const place = places.find((each) => each !== undefined);
      return place ? [[String(todo.id), place] as const] : [];
    }),
  );
}

/** The messages themselves, of those that have one. */
async function rowsOf(
  ctx: MailContext,
  todos: readonly TodoRow[],
): Promise<Map<string, { id: Id; folderId: Id }>> {
  const ids = todos.flatMap(({ mailMessageId }) => mailMessageId ?? []);
  if (ids.length === 0) return new Map();
  const rows = await table(ctx, 'mailMessages').findAll({
    where: { id: { [Op.in]: ids }, vanishedAt: null },
    attributes: ['id', 'folderId'],
    raw: true,
  });
  return new Map(rowsAs<{ id: Id; folderId: Id }>(rows).map((row) => [String(row.id), row]));
}

/** Fills in what a database returns as null or as text. */
const complete = (row: TodoRow): TodoRow => ({
  ...row,
  ...{ subject: row.subject ?? '', copyIdHash: row.copyIdHash ?? null, recipients: listIn(row.recipients) },
});
