import * as calendar from '../../src/server/mime/calendar';
import * as calendarReply from '../../src/server/mime/calendarReply';
import * as calendarZone from '../../src/server/mime/calendarZone';
import { NO_TEXT, room, type Room } from './room';

const event = (line: string) =>
  ['BEGIN:VCALENDAR', 'METHOD:REQUEST', 'BEGIN:VEVENT', 'UID:1', line, 'END:VEVENT', 'END:VCALENDAR'].join(
    '\r\n',
  );

/** Invitations, and the answers to them. */
export const CALENDAR: Room[] = [
  room('src/server/mime/calendar.ts', calendar, {
    readInvitation: ['SUMMARY:', 'ATTENDEE;CN=', 'DTSTART:', 'RRULE:', ''].map(
      (field) => (value) => calendar.readInvitation(event(`${field}${value}`)),
    ),
  }),
  room('src/server/mime/calendarReply.ts', calendarReply, {
    writeReply: (value) => {
      const invitation = calendar.readInvitation(event(`SUMMARY:${value}`));
      if (invitation)
        calendarReply.writeReply(invitation, 'accepted', { name: value, address: value }, new Date());
    },
  }),
  room('src/server/mime/calendarZone.ts', calendarZone, {
    // Of zones that readInvitation has found.
    zoneClock: NO_TEXT,
    wallOf: NO_TEXT,
  }),
];
