import { describe, expect, it } from 'vitest';
import { MAX_CALENDAR, readInvitation } from '../../../src/server/mime/calendar';
import { writeReply } from '../../../src/server/mime/calendarReply';

const calendar = (event: string[], around: string[] = ['METHOD:REQUEST']) =>
  [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', ...around],
    ...['BEGIN:VEVENT', 'UID:u1', ...event, 'END:VEVENT', 'END:VCALENDAR', ''],
  ].join('\r\n');
const read = (...event: string[]) => readInvitation(calendar(event));

/** As Exchange Online writes it: a Windows zone that the calendar describes itself. */
const EXCHANGE = [
  ...['BEGIN:VCALENDAR', 'METHOD:REQUEST', 'PRODID:Microsoft Exchange Server 2010', 'VERSION:2.0'],
  ...['BEGIN:VTIMEZONE', 'TZID:W. Europe Standard Time', 'BEGIN:STANDARD', 'DTSTART:16010101T030000'],
  ...['TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10'],
  ...['END:STANDARD', 'BEGIN:DAYLIGHT', 'DTSTART:16010101T020000', 'TZOFFSETFROM:+0100'],
  ...['TZOFFSETTO:+0200', 'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3', 'END:DAYLIGHT'],
  ...['END:VTIMEZONE', 'BEGIN:VEVENT', 'ORGANIZER;CN=Kim Lee:mailto:kim@contoso.com'],
  'ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN="Lee, Anna":mailt',
  ' o:anna@example.com',
  'ATTENDEE;ROLE=OPT-PARTICIPANT;PARTSTAT=ACCEPTED;CN=bo@example.com:mailto:bo@example.com',
  'ATTENDEE;CUTYPE=RESOURCE;PARTSTAT=ACCEPTED;CN=Room 1:mailto:room1@contoso.com',
  ...['UID:040000008200E00074C5B7101A82E008', 'SUMMARY;LANGUAGE=en-US:Weekly\\, as ever', 'SEQUENCE:2'],
  'DTSTART;TZID=W. Europe Standard Time:20261026T093000',
  ...['DTEND;TZID=W. Europe Standard Time:20261026T101500', 'DTSTAMP:20261001T080000Z'],
  ...['RRULE:FREQ=WEEKLY;UNTIL=20261231T083000Z;INTERVAL=2;BYDAY=MO,WE;WKST=MO', 'LOCATION:Room 1'],
  'X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.microsoft.com/l/meetup-join/19',
  ...['BEGIN:VALARM', 'TRIGGER:-PT15M', 'END:VALARM', 'END:VEVENT', 'END:VCALENDAR', ''],
].join('\r\n');

describe('an invitation', () => {
  it('is read as Exchange writes it', () => {
    expect(readInvitation(EXCHANGE)).toEqual({
      method: 'request',
      uid: '040000008200E00074C5B7101A82E008',
      sequence: 2,
      stamp: '2026-10-01T08:00:00.000Z',
      recurrenceId: '',
      title: 'Weekly, as ever',
      place: 'Room 1',
      link: 'https://teams.microsoft.com/l/meetup-join/19',
      start: {
        ...{ local: '2026-10-26T09:30', instant: '2026-10-26T08:30:00.000Z' },
        zone: 'W. Europe Standard Time',
      },
      end: {
        ...{ local: '2026-10-26T10:15', instant: '2026-10-26T09:15:00.000Z' },
        zone: 'W. Europe Standard Time',
      },
      recurrence: {
        every: 'week',
        interval: 2,
        days: ['MO', 'WE'],
        nth: 0,
        until: '2026-12-31',
        count: null,
      },
      organizer: { name: 'Kim Lee', address: 'kim@contoso.com', state: 'waiting' },
      attendees: [
        { name: 'Lee, Anna', address: 'anna@example.com', state: 'waiting' },
        { name: '', address: 'bo@example.com', state: 'accepted' },
      ],
      attendeeCount: 2,
      comment: '',
    });
  });

  it.each([
    // Around the changes of the clocks of 2026: 29 March and 25 October.
    ['20260329T015900', '2026-03-29T00:59:00.000Z'],
    ['20260329T030000', '2026-03-29T01:00:00.000Z'],
    ['20260701T120000', '2026-07-01T10:00:00.000Z'],
    ['20261025T040000', '2026-10-25T03:00:00.000Z'],
    ['20260101T000000', '2025-12-31T23:00:00.000Z'],
  ])('at %s has the same moment by the calendar’s own rules and by those of the world', (time, instant) => {
    const own = EXCHANGE.replace('Time:20261026T093000', `Time:${time}`);
    expect(readInvitation(own)?.start?.instant).toBe(instant);
    expect(read(`DTSTART;TZID=Europe/Berlin:${time}`)?.start?.instant).toBe(instant);
  });

  it('takes a day, several, or a length, and a time of no zone', () => {
    const day = read('DTSTART;VALUE=DATE:20260301');
    expect([day?.start?.local, day?.end?.local, day?.start?.instant]).toEqual([
      ...['2026-03-01', '2026-03-02', null],
    ]);
    const days = read('DTSTART;VALUE=DATE:20260301', 'DTEND;VALUE=DATE:20260304');
    expect(days?.end?.local).toBe('2026-03-04');
    const length = read('DTSTART:20260301T230000Z', 'DURATION:PT2H');
    expect(length?.end).toEqual({ local: '2026-03-02T01:00', instant: '2026-03-02T01:00:00.000Z', zone: '' });
    expect(read('DTSTART:20260301T090000')?.start).toEqual({
      ...{ local: '2026-03-01T09:00', instant: null, zone: '' },
    });
    expect(read('DTSTART;TZID=Nowhere:20260301T090000')?.start).toEqual({
      ...{ local: '2026-03-01T09:00', instant: null, zone: 'Nowhere' },
    });
    expect(read('DTSTART:20260301T090000Z')?.end?.local).toBe('2026-03-01T09:00');
    expect(read('SUMMARY:x')).toMatchObject({ start: null, end: null });
  });

  it.each([
    ['FREQ=DAILY', { every: 'day', interval: 1, days: [], nth: 0, until: null, count: null }],
    [
      'FREQ=MONTHLY;BYDAY=-1FR',
      { every: 'month', interval: 1, days: ['FR'], nth: -1, until: null, count: null },
    ],
    ['FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2;COUNT=5', { every: 'month', days: ['TU'], nth: 2, count: 5 }],
    ['FREQ=YEARLY;UNTIL=20300101', { every: 'year', until: '2030-01-01' }],
    ['FREQ=SECONDLY', { every: 'other' }],
  ])('says how it recurs: %s', (rule, recurrence) => {
    expect(read('DTSTART:20260301T090000Z', `RRULE:${rule}`)?.recurrence).toMatchObject(recurrence);
  });

  it('is a request, a cancellation, a reply, or only an event', () => {
    const of = (around: string[], ...event: string[]) => readInvitation(calendar(event, around))?.method;
    expect(of(['METHOD:REQUEST'])).toBe('request');
    expect(of(['METHOD:request'], 'STATUS:CANCELLED')).toBe('cancel');
    expect(of(['METHOD:CANCEL'])).toBe('cancel');
    expect(of(['METHOD:REPLY'])).toBe('reply');
    expect(of(['METHOD:PUBLISH'])).toBe('event');
    expect(of([])).toBe('event');
  });

  it('leads to an online meeting by https alone', () => {
    expect(read('LOCATION:https://meet.example/a')?.link).toBe('https://meet.example/a');
    expect(read('LOCATION:Zoom: https://meet.example/a (1234)')?.link).toBe('https://meet.example/a');
    expect(read('LOCATION:http://meet.example/a', 'URL:javascript:alert(1)')?.link).toBeNull();
    expect(read('CONFERENCE:https://[broken')?.link).toBeNull();
  });

  it('of a series comes before the meetings of it that differ', () => {
    const text = calendar([
      ...['RECURRENCE-ID:20260308T090000Z', 'SUMMARY:other', 'END:VEVENT'],
      ...['BEGIN:VEVENT', 'UID:u1', 'SUMMARY:series'],
    ]);
    expect(readInvitation(text)).toMatchObject({ title: 'series', recurrenceId: '' });
    expect(read('RECURRENCE-ID;TZID=Europe/Berlin:20260308T100000')?.recurrenceId).toBe(
      '2026-03-08T09:00:00.000Z',
    );
  });
});

describe('what is no invitation, or a hostile one', () => {
  it.each([
    ['nothing', ''],
    ['words', 'hello'],
    ['a calendar without an event', 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n'],
    ['one without end', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n'],
    ['an event that nothing names', calendar([]).replace('UID:u1', 'X:1')],
    ['a card', 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:x\r\nEND:VCARD\r\n'],
    ['one that is too long', calendar([`SUMMARY:${'x'.repeat(MAX_CALENDAR)}`])],
    ['one of too many lines', calendar(Array.from({ length: 10_001 }, () => 'X:1'))],
  ])('%s is none', (_name, text) => expect(readInvitation(text)).toBeNull());

  it('has no more people than are shown, and counts them', () => {
    const people = Array.from({ length: 600 }, (_, index) => `ATTENDEE:mailto:p${index}@x.org`);
    const found = read(...people, 'ATTENDEE:mailto:no address', 'ATTENDEE:javascript:alert(1)');
    expect(found?.attendees).toHaveLength(200);
    expect(found?.attendeeCount).toBe(602);
  });

  it('survives values of the wrong kind', () => {
    const found = read(
      'DTSTART:tomorrow',
      'DTEND:99999999T999999Z',
      'SEQUENCE:-5',
      'RRULE:FREQ=NEVER',
      'GEO:x',
    );
    expect(found).toMatchObject({ uid: 'u1', sequence: 0, recurrence: null });
  });

  it('is not expanded, whatever rules it and its zones have', () => {
    const zone = (rule: string) =>
      EXCHANGE.replaceAll(/RRULE:FREQ=YEARLY[^\r]*/g, `RRULE:${rule}`).replace(
        'FREQ=WEEKLY',
        'FREQ=SECONDLY',
      );
    for (const rule of ['FREQ=SECONDLY', 'FREQ=YEARLY;BYMONTH=99;BYDAY=+99XX', 'FREQ=YEARLY;BYDAY=9SU']) {
      const before = performance.now();
      expect(readInvitation(zone(rule))?.start?.local).toBe('2026-10-26T09:30');
      expect(performance.now() - before).toBeLessThan(500);
    }
  });
});

describe('an answer', () => {
  const answered = (text: string) => {
    const invitation = readInvitation(text);
    if (!invitation) throw new Error('no invitation');
    const anna = { name: 'Anna "the" Lee; x', address: 'anna@example.com' };
    return writeReply(invitation, 'tentative', anna, new Date('2026-10-02T07:00:00.5Z'));
  };

  it('is one that other calendars read', () => {
    const text = answered(EXCHANGE);
    expect(text).toContain('\r\nDTSTAMP:20261002T070000Z\r\n');
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    expect(readInvitation(text)).toMatchObject({
      ...{ method: 'reply', uid: '040000008200E00074C5B7101A82E008', sequence: 2, recurrenceId: '' },
      ...{ title: 'Weekly, as ever', organizer: { address: 'kim@contoso.com' } },
      start: { instant: '2026-10-26T08:30:00.000Z' },
      attendees: [{ address: 'anna@example.com', state: 'tentative' }],
    });
  });

  it('names the one meeting of a series that it is about', () => {
    expect(answered(calendar(['RECURRENCE-ID:20260308T090000Z']))).toContain(
      '\r\nRECURRENCE-ID:20260308T090000Z',
    );
    expect(answered(calendar(['RECURRENCE-ID;VALUE=DATE:20260308']))).toContain(
      '\r\nRECURRENCE-ID;VALUE=DATE:20260308',
    );
  });

  it('has no line that an invitation put into it', () => {
    const text = answered(calendar(['SUMMARY:a\\nATTENDEE:mailto:evil@x.org', 'DTSTART:20260308T090000']));
    expect(text.match(/^ATTENDEE/gm)).toHaveLength(1);
    expect(readInvitation(text)?.title).toBe('a ATTENDEE:mailto:evil@x.org');
  });
});
