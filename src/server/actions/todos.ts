import type { Context } from '@nocobase/actions';
import { z } from 'zod';
import {
  LONGEST_REMINDER,
  reminderTime,
  type FollowUpView,
  type Id,
  type Reminder,
  type TodoView,
} from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { pushHint } from '../push';
import { presentDate } from '../store/db/clock';
import { rememberMail, type RememberedMail } from '../store/messages/messageTodo';
import {
  listTodos,
  placesOf,
  postponeTodo,
  reopenTodo,
  finishTodo,
  type TodoRow,
} from '../store/messages/todos';
import { accessibleAccountIds, ownRow } from './access';
import { change, read, type ActionTable } from './action';
import { callerOf } from './caller';
import { reminder, rowId, timeZone } from './parameters';
import { zoneOf } from './zone';

const TODO = { filterByTk: rowId };
const DAY = 24 * 60 * 60_000;

type OwnTodo = Pick<TodoRow, 'id' | 'accountId' | 'state'>;

/** What the caller is reminded of: messages that nobody has answered in time, and messages to deal with by a date. */
export const todoActions: ActionTable = {
  'mailTodos:list': read({}, async (mail, http) => {
    const userId = callerOf(http);
    const todos = await listTodos(mail, userId, await accessibleAccountIds(mail, userId));
    const places = await placesOf(mail, todos);
    http.body = todos.map((todo): FollowUpView => {
      const { id, accountId, kind, subject, recipients, senderName, sentAt, dueAt } = todo;
      const place = places.get(String(id));
      return {
        ...{ id, accountId, kind, subject, recipients, due: todo.state === 'due' },
        ...(kind === 'toDo' ? { sender: senderName ?? '' } : {}),
        sentAt: new Date(sentAt).toISOString(),
        dueAt: new Date(dueAt).toISOString(),
        messageId: place?.id ?? null,
        folderId: place?.folderId ?? null,
      };
    });
  }),

  'mailTodos:create': change(
    { values: z.object({ messageId: rowId, remind: reminder, timeZone }) },
    async (mail, http, { values }) => {
      const message = await ownRow<RememberedMail>(mail, http, 'mailMessages', values.messageId);
      const userId = callerOf(http);
      const dueAt = await timeOf(mail, http, values);
      const { id, before } = await rememberMail(mail, userId, message, dueAt);
      const { accountId } = message;
      pushHint(mail, userId, { accountId, folderIds: [], what: ['todos'] });
      const times = { dueAt: dueAt.toISOString(), before: before?.toISOString() ?? null };
      http.body = { id, ...times } satisfies TodoView;
    },
  ),

  'mailTodos:finish': change(TODO, async (mail, http, { filterByTk }) => {
    const { id, accountId } = await ownTodo(mail, http, filterByTk);
    await finishTodo(mail, id);
    pushHint(mail, callerOf(http), { accountId, folderIds: [], what: ['todos'] });
    http.body = {};
  }),

  /** Undoes the action above. */
  'mailTodos:reopen': change(TODO, async (mail, http, { filterByTk }) => {
    const { id, accountId } = await ownRow<OwnTodo>(mail, http, 'mailTodos', filterByTk);
    await reopenTodo(mail, id);
    pushHint(mail, callerOf(http), { accountId, folderIds: [], what: ['todos'] });
    http.body = {};
  }),

  'mailTodos:postpone': change(
    { ...TODO, values: z.object({ remind: reminder, timeZone }) },
    async (mail, http, { filterByTk, values }) => {
      const { id, accountId } = await ownTodo(mail, http, filterByTk);
      const dueAt = await timeOf(mail, http, values);
      await postponeTodo(mail, id, dueAt);
      pushHint(mail, callerOf(http), { accountId, folderIds: [], what: ['todos'] });
      http.body = {};
    },
  ),
};

/** One that isn't done yet. Throws `not-found` for anything else. */
async function ownTodo(mail: MailContext, http: Context, id: Id): Promise<OwnTodo> {
  const todo = await ownRow<OwnTodo>(mail, http, 'mailTodos', id);
  if (todo.state === 'done') throw new MailError('not-found');
  return todo;
}

/** When a reminder is due, by the database's clock. Throws `invalid-input` if that is too far ahead. */
async function timeOf(
  mail: MailContext,
  http: Context,
  { remind, timeZone }: { remind: Reminder; timeZone?: string },
): Promise<Date> {
  const now = await presentDate(mail);
  const dueAt = reminderTime(remind, now, zoneOf(http, timeZone));
  if (dueAt.getTime() > now.getTime() + (LONGEST_REMINDER + 1) * DAY)
    throw new MailError('invalid-input', { params: { field: 'remind' } });
  return dueAt;
}
