import ICAL from 'ical.js';
import type { Invitation, InvitationAnswer } from '../../common';

/** The person who answers, with the address that was invited. */
export interface Answerer {
  name: string;
  address: string;
}

const STATES: Record<InvitationAnswer, string> = {
  ...{ accepted: 'ACCEPTED', tentative: 'TENTATIVE', declined: 'DECLINED' },
};

/** The iCalendar object that answers an invitation (RFC 5546 §3.2.3). */
export function writeReply(
  { uid, sequence, recurrenceId, title, organizer, start }: Invitation,
  answer: InvitationAnswer,
  { name, address }: Answerer,
  now: Date,
): string {
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('prodid', '-//NocoBase//Email manager//EN');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('method', 'REPLY');
  const event = new ICAL.Component('vevent');
  calendar.addSubcomponent(event);
  event.addPropertyWithValue('uid', uid);
  event.addPropertyWithValue('sequence', sequence);
  event.addPropertyWithValue('dtstamp', utc(now));
  if (recurrenceId !== '') event.addPropertyWithValue('recurrence-id', timeOf(recurrenceId));
  if (start) event.addPropertyWithValue('dtstart', timeOf(start.instant ?? start.local));
  event.addPropertyWithValue('summary', title);
  if (organizer) event.addPropertyWithValue('organizer', `mailto:${organizer.address}`);
  const attendee = event.addPropertyWithValue('attendee', `mailto:${address}`);
  attendee.setParameter('partstat', STATES[answer]);
  if (name !== '') attendee.setParameter('cn', name);
  return `${calendar.toString()}\r\n`;
}

const utc = (date: Date): ICAL.Time => ICAL.Time.fromJSDate(new Date(Math.floor(+date / 1000) * 1000), true);

/** An instant, a day, or a time without a zone. */
function timeOf(written: string): ICAL.Time {
  if (written.endsWith('Z')) return utc(new Date(written));
  return written.includes('T')
    ? ICAL.Time.fromDateTimeString(`${written}:00`)
    : ICAL.Time.fromDateString(written);
}
