import ICAL from 'ical.js';
import type { EventTime, Invitation, InvitedPerson, Participation, Recurrence } from '../../common';
import { wallOf, zoneClock } from './calendarZone';
import { cleanLine } from './cleanText';

/** Maximum characters; a meeting of 500 people has 60,000. */
export const MAX_CALENDAR = 256 * 1024;
/** Maximum lines: a calendar with more is a year's export and not an invitation. */
const MAX_LINES = 10_000;
/** Maximum characters of one line, unfolded. */
const MAX_LINE = 8 * 1024;
const MAX_EVENTS = 50;
const MAX_ATTENDEES = 200;
const MAX_TITLE = 500;
const MAX_COMMENT = 1000;
const MAX_UID = 1000;
const MINUTE = 'yyyy-mm-ddThh:mm'.length;
const DATE = 'yyyy-mm-dd'.length;

/**
 * The meeting in an iCalendar object (RFC 5545), with every part limited in size; null if there is none that can be
 * read. Series are described, never expanded.
 */
export function readInvitation(text: string): Invitation | null {
  const lines = text.length > MAX_CALENDAR ? [] : unfolded(text);
  if (lines.length > MAX_LINES) return null;
  try {
    const parsed = ICAL.parse(lines.filter(isWanted).join('\n')) as unknown[];
    const first = Array.isArray(parsed[0]) ? (parsed[0] as unknown[]) : parsed;
    const calendar = new ICAL.Component(first);
    if (calendar.name !== 'vcalendar') return null;
    const events = calendar.getAllSubcomponents('vevent').slice(0, MAX_EVENTS);
    // A series may come with some of its meetings that differ.
    const event = events.find((each) => !each.hasProperty('recurrence-id')) ?? events[0];
    return event ? invitationOf(calendar, event) : null;
  } catch {
    // ical.js throws for anything that isn't a calendar.
    return null;
  }
}

/** Lines may continue on the next one (RFC 5545 §3.1). */
const unfolded = (text: string): string[] =>
  text
    .replaceAll('\r\n', '\n')
    .replaceAll('\n ', '')
    .replaceAll('\n\t', '')
    .split('\n', MAX_LINES + 1);

const READ = new Set([
  ...[
    'attendee',
    'begin',
    'comment',
    'conference',
    'dtend',
    'dtstamp',
    'dtstart',
    'duration',
    'end',
    'location',
  ],
  ...['method', 'organizer', 'recurrence-id', 'rrule', 'sequence', 'status', 'summary', 'tzid', 'tzoffsetto'],
  ...['uid', 'url', 'x-google-conference', 'x-microsoft-skypeteamsmeetingurl'],
]);

/** Whether a line is kept. ical.js gives up at the first line that it can't parse, even if nobody needs it. */
function isWanted(line: string): boolean {
  const name = /^[\w-]{1,40}(?=[:;])/.exec(line)?.[0].toLowerCase() ?? '';
  if (name === 'begin' || name === 'end') return true;
  if (!READ.has(name) || line.length > MAX_LINE) return false;
  try {
    ICAL.Property.fromString(line);
    return true;
  } catch {
    return false;
  }
}

function invitationOf(calendar: ICAL.Component, event: ICAL.Component): Invitation | null {
  const uid = textOf(event, 'uid', MAX_UID);
  if (uid === '') return null;
  const start = timeOf(calendar, event, 'dtstart');
  const people = event
    .getAllProperties('attendee')
    .filter((each) => !['ROOM', 'RESOURCE'].includes(parameterOf(each, 'cutype').toUpperCase()));
  const organizer = event.getFirstProperty('organizer');
  return {
    method: methodOf(calendar, event),
    uid,
    sequence: Math.min(Math.max(Number(valueOf(event, 'sequence')) || 0, 0), 1_000_000_000),
    stamp: timeOf(calendar, event, 'dtstamp')?.instant ?? '',
    recurrenceId: timeKey(timeOf(calendar, event, 'recurrence-id')),
    title: textOf(event, 'summary', MAX_TITLE),
    place: textOf(event, 'location', MAX_TITLE),
    link: linkOf(event),
    start,
    end: timeOf(calendar, event, 'dtend') ?? endOf(event, start),
    recurrence: recurrenceOf(event),
    organizer: organizer ? personOf(organizer) : null,
    attendees: people.slice(0, MAX_ATTENDEES).flatMap((each) => personOf(each) ?? []),
    attendeeCount: people.length,
    comment: textOf(event, 'comment', MAX_COMMENT),
  };
}

function methodOf(calendar: ICAL.Component, event: ICAL.Component): Invitation['method'] {
  const method = textOf(calendar, 'method', 20).toLowerCase();
  if (method === 'reply') return 'reply';
  if (method === 'cancel' || textOf(event, 'status', 20).toLowerCase() === 'cancelled') return 'cancel';
  return method === 'request' ? 'request' : 'event';
}

/** A value; null if ical.js can't read it. */
function valueOf(component: ICAL.Component, name: string): unknown {
  try {
    return component.getFirstPropertyValue(name);
  } catch {
    return null;
  }
}

function textOf(component: ICAL.Component, name: string, most: number): string {
  const value = valueOf(component, name);
  return typeof value === 'string' ? cleanLine(value, most) : '';
}

function parameterOf(property: ICAL.Property, name: string): string {
  const value: unknown = property.getFirstParameter(name);
  return typeof value === 'string' ? value : '';
}

const STATES: Readonly<Record<string, Participation>> = {
  ...{ ACCEPTED: 'accepted', TENTATIVE: 'tentative', DECLINED: 'declined', DELEGATED: 'delegated' },
};

function personOf(property: ICAL.Property): InvitedPerson | null {
  const value: unknown = property.getFirstValue();
  const written = typeof value === 'string' ? value.slice(0, 1000) : '';
  const mailto = /^mailto:/i.test(written) ? written.slice('mailto:'.length) : parameterOf(property, 'email');
  const address = cleanLine(mailto, 254);
  if (!/^[^\s@]{1,64}@[^\s@]{1,253}$/.test(address)) return null;
  const name = cleanLine(parameterOf(property, 'cn'), 200);
  return {
    name: name.toLowerCase() === address.toLowerCase() ? '' : name,
    address,
    state: STATES[parameterOf(property, 'partstat').toUpperCase()] ?? 'waiting',
  };
}

function timeOf(calendar: ICAL.Component, event: ICAL.Component, name: string): EventTime | null {
  const value = valueOf(event, name);
  if (!(value instanceof ICAL.Time)) return null;
  const wall = wallOf(value);
  if (!Number.isFinite(wall) || value.year < 1 || value.year > 9999) return null;
  const local = new Date(wall).toISOString();
  if (value.isDate) return { local: local.slice(0, DATE), instant: null, zone: '' };
  const shown = local.slice(0, MINUTE);
  if (value.zone === ICAL.Timezone.utcTimezone) return { local: shown, instant: local, zone: '' };
  const property = event.getFirstProperty(name);
  const zone = cleanLine(property ? parameterOf(property, 'tzid') : '', 100);
  const clock = zone === '' ? null : zoneClock(calendar, zone);
  return { local: shown, instant: clock ? new Date(clock(wall)).toISOString() : null, zone };
}

/** Identifies one meeting of a series, whichever zone it is written in. */
const timeKey = (time: EventTime | null): string => time?.instant ?? time?.local ?? '';

/** The end of an event that has a duration instead; without either, it lasts a day, or no time (RFC 5545 §3.6.1). */
function endOf(event: ICAL.Component, start: EventTime | null): EventTime | null {
  if (!start) return null;
  const value = valueOf(event, 'duration');
  const isDay = start.local.length === DATE;
  const seconds = value instanceof ICAL.Duration ? value.toSeconds() : isDay ? 86_400 : 0;
  const after = (iso: string) => new Date(Date.parse(iso) + seconds * 1000).toISOString();
  const local = after(isDay ? start.local : `${start.local}Z`);
  return {
    local: local.slice(0, isDay ? DATE : MINUTE),
    instant: start.instant && after(start.instant),
    zone: start.zone,
  };
}

/** Where programs put the link to an online meeting; the first valid one counts. */
const LINKS = ['x-microsoft-skypeteamsmeetingurl', 'x-google-conference', 'conference', 'location', 'url'];

function linkOf(event: ICAL.Component): string | null {
  for (const name of LINKS) {
    const [found] = /https:\/\/[^\s<>"']{1,2000}/i.exec(textOf(event, name, 3000)) ?? [];
    if (found !== undefined && URL.canParse(found)) return new URL(found).href;
  }
  return null;
}

const EVERY: Readonly<Record<string, Recurrence['every']>> = {
  ...{ DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' },
};
const MAX_DAYS = 7;

function recurrenceOf(event: ICAL.Component): Recurrence | null {
  const rule = valueOf(event, 'rrule');
  if (!(rule instanceof ICAL.Recur)) return null;
  const parts = rule.parts as Record<string, unknown>;
  const listed = (name: string) => (Array.isArray(parts[name]) ? (parts[name] as unknown[]).map(String) : []);
  const days = listed('BYDAY').slice(0, MAX_DAYS);
  const nth = Number(/^[+-]?\d{1,2}/.exec(days[0] ?? '')?.[0] ?? listed('BYSETPOS')[0] ?? 0) || 0;
  const until: unknown = rule.until;
  return {
    every: EVERY[rule.freq] ?? 'other',
    interval: Math.min(Math.max(Number(rule.interval) || 1, 1), 1000),
    days: days.map((day) => day.slice(-2)).filter((day) => /^(?:MO|TU|WE|TH|FR|SA|SU)$/.test(day)),
    nth,
    until: until instanceof ICAL.Time ? new Date(wallOf(until)).toISOString().slice(0, DATE) : null,
    count: rule.count ? Number(rule.count) : null,
  };
}
