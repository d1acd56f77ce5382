import { offsetAt, type TimeZone } from './timeZone';
import type { Id, MailAddress, Reminder } from './types';

/** The numbers of days that are offered. */
export const REMINDER_DAYS = [1, 3, 7, 14] as const;
/** Maximum number of days until a reminder. */
export const LONGEST_REMINDER = 366;

/** The hour of the day at which people are reminded. */
const HOUR = 8;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * When a reminder is due: at 8:00 in the person's zone. A day that has passed by then, as it may with a message that is
 * sent later, counts as the next one.
 */
export function reminderTime(reminder: Reminder, from: Date, zone: TimeZone): Date {
  const [, year, month, day] = ('on' in reminder && DAY.exec(reminder.on)) || [];
  if (year !== undefined) {
    const at = morning(zone, Number(year), Number(month), Number(day));
    if (at > from) return at;
  }
  const there = new Date(from.getTime() + offsetAt(zone, from));
  const days = 'days' in reminder ? reminder.days : 1;
  return morning(zone, there.getUTCFullYear(), there.getUTCMonth() + 1, there.getUTCDate() + days);
}

/** 8:00 on a day in a zone. A day may be beyond the end of its month. */
function morning(zone: TimeZone, year: number, month: number, day: number): Date {
  const clock = Date.UTC(year, month - 1, day, HOUR);
  // The first guess may be on the other side of a clock change.
  const guess = clock - offsetAt(zone, new Date(clock));
  return new Date(clock - offsetAt(zone, new Date(guess)));
}

/** Maximum number of messages that a person has to deal with by a date. */
export const MOST_TODOS = 200;

/** What somebody is reminded of. `noAnswer`: nobody has answered a message in time. `toDo`: any other message. */
export type FollowUpKind = 'noAnswer' | 'toDo';

/** Something to follow up. */
export interface FollowUpView {
  id: Id;
  kind: FollowUpKind;
  /** Whether its time has come. Those of the kind `noAnswer` are listed only then. */
  due: boolean;
  accountId: Id;
  subject: string;
  /** With `toDo`: the sender. */
  sender?: string;
  /** The first few recipients. */
  recipients: MailAddress[];
  sentAt: string;
  /** When it is due, or since when it has been. */
  dueAt: string;
  /** The message itself, to be opened; null if it isn't stored here. */
  messageId: Id | null;
  folderId: Id | null;
}

/** A reminder of a message that has just been set. */
export interface TodoView {
  id: Id;
  dueAt: string;
  /** When it was due before; null if nobody was to be reminded. */
  before: string | null;
}
