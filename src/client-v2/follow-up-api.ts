import type { FollowUpView, Id, Reminder, TodoView } from '../common';
import type { Get, Post } from './call';
import { timeZone } from './time-zone';

/** The calls for messages to follow up. */
export const followUpCalls = (get: Get, post: Post) => ({
  /** Those that are due, the newest first, then what is still to be done. */
  followUps: () => get<FollowUpView[]>('mailTodos:list'),
  /** Reminds of a message; if it does already, at another time. */
  remember: (messageId: Id, remind: Reminder) =>
    post<TodoView>('mailTodos:create', { messageId, remind, timeZone: timeZone() }),
  finishFollowUp: (id: Id) => post('mailTodos:finish', {}, id),
  reopenFollowUp: (id: Id) => post('mailTodos:reopen', {}, id),
  postponeFollowUp: (id: Id, remind: Reminder) =>
    post('mailTodos:postpone', { remind, timeZone: timeZone() }, id),
});
