import type { FollowUpView, Id, Reminder } from '../common';
import type { Get, Post } from './call';
import { timeZone } from './time-zone';

/** The calls for messages that nobody has answered in time. */
export const followUpCalls = (get: Get, post: Post) => ({
  /** Those that are due, the newest first. */
  followUps: () => get<FollowUpView[]>('mailTodos:list'),
  finishFollowUp: (id: Id) => post('mailTodos:finish', {}, id),
  postponeFollowUp: (id: Id, remind: Reminder) =>
    post('mailTodos:postpone', { remind, timeZone: timeZone() }, id),
});
