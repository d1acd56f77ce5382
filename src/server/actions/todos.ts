import { z } from 'zod';
import { LONGEST_REMINDER, reminderTime, type FollowUpView, type Id } from '../../common';
import { MailError } from '../errors';
import { pushHint } from '../push';
import { presentDate } from '../store/db/clock';
import { listDueTodos, placesOf, postponeTodo, removeTodo } from '../store/messages/todos';
import { accessibleAccountIds, ownRow } from './access';
import { change, read, type ActionTable } from './action';
import { callerOf } from './caller';
import { reminder, rowId, timeZone } from './parameters';
import { zoneOf } from './zone';

const TODO = { filterByTk: rowId };
const DAY = 24 * 60 * 60_000;

interface OwnTodo {
  id: Id;
  accountId: Id;
}

/** The messages that nobody has answered in time, as the person who sent them sees them. */
export const todoActions: ActionTable = {
  'mailTodos:list': read({}, async (mail, http) => {
    const userId = callerOf(http);
    const todos = await listDueTodos(mail, userId, await accessibleAccountIds(mail, userId));
    const places = await placesOf(mail, todos);
    http.body = todos.map((todo): FollowUpView => {
      const { id, accountId, subject, recipients, sentAt, dueAt } = todo;
      const place = places.get(String(id));
      return {
        ...{ id, accountId, subject, recipients },
        sentAt: new Date(sentAt).toISOString(),
        dueAt: new Date(dueAt).toISOString(),
        messageId: place?.id ?? null,
        folderId: place?.folderId ?? null,
      };
    });
  }),

  'mailTodos:finish': change(TODO, async (mail, http, { filterByTk }) => {
    const { id, accountId } = await ownRow<OwnTodo>(mail, http, 'mailTodos', filterByTk);
    await removeTodo(mail, id);
    pushHint(mail, callerOf(http), { accountId, folderIds: [], what: ['todos'] });
    http.body = {};
  }),

  'mailTodos:postpone': change(
    { ...TODO, values: z.object({ remind: reminder, timeZone }) },
    async (mail, http, { filterByTk, values }) => {
      const { id, accountId } = await ownRow<OwnTodo>(mail, http, 'mailTodos', filterByTk);
      const now = await presentDate(mail);
      const dueAt = reminderTime(values.remind, now, zoneOf(http, values.timeZone));
      if (dueAt.getTime() > now.getTime() + (LONGEST_REMINDER + 1) * DAY)
        throw new MailError('invalid-input', { params: { field: 'remind' } });
      await postponeTodo(mail, id, dueAt);
      pushHint(mail, callerOf(http), { accountId, folderIds: [], what: ['todos'] });
      http.body = {};
    },
  ),
};
