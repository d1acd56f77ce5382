import ICAL from 'ical.js';
import { isTimeZone, offsetAt } from '../../common';

/** A local time, in milliseconds as if it were UTC. */
type Wall = number;

const DAY = 86_400_000;
/** Maximum clock changes that a calendar describes; no real one has more. */
const MAX_RULES = 50;
const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** Converts a zone's local times to instants. */
export type ZoneClock = (wall: Wall) => number;

/**
 * The zone with this name: an IANA one, or one that the calendar itself describes, as Exchange does. null if it is
 * unknown.
 */
export function zoneClock(calendar: ICAL.Component, name: string): ZoneClock | null {
  return ianaClock(name) ?? ownClock(calendar, name);
}

function ianaClock(name: string): ZoneClock | null {
  if (!isTimeZone(name)) return null;
  return (wall) => wall - offsetAt(name, new Date(wall - offsetAt(name, new Date(wall))));
}

/** An offset and when it starts to apply, once or every year. */
interface Rule {
  offset: number;
  first: Wall;
  until: Wall;
  yearly: { month: number; nth: number; weekday: number } | null;
}

function ownClock(calendar: ICAL.Component, name: string): ZoneClock | null {
  const zone = calendar
    .getAllSubcomponents('vtimezone')
    .slice(0, MAX_RULES)
    .find((one) => one.getFirstPropertyValue('tzid') === name);
  const parts = ['standard', 'daylight'].flatMap((kind) => zone?.getAllSubcomponents(kind) ?? []);
  const rules = parts.slice(0, MAX_RULES).flatMap((part) => ruleOf(part) ?? []);
  const [fallback] = rules;
  if (!fallback) return null;
  return (wall) => {
    const begun = rules
      .map((rule) => ({ rule, since: lastOnset(rule, wall) }))
      .filter(({ since }) => since <= wall)
      .sort((a, b) => b.since - a.since);
    return wall - (begun[0]?.rule ?? fallback).offset;
  };
}

function ruleOf(part: ICAL.Component): Rule | null {
  const start: unknown = part.getFirstPropertyValue('dtstart');
  const offset: unknown = part.getFirstPropertyValue('tzoffsetto');
  if (!(start instanceof ICAL.Time) || !(offset instanceof ICAL.UtcOffset)) return null;
  const rrule: unknown = part.getFirstPropertyValue('rrule');
  const isYearly = rrule instanceof ICAL.Recur && rrule.freq === 'YEARLY';
  return {
    offset: offset.toSeconds() * 1000,
    first: wallOf(start),
    until: isYearly && rrule.until ? wallOf(rrule.until) + DAY : Infinity,
    yearly: isYearly ? onsetOf(rrule, start) : null,
  };
}

/** `BYMONTH=10;BYDAY=-1SU`; null without a weekday. */
function onsetOf(rrule: ICAL.Recur, start: ICAL.Time): Rule['yearly'] {
  const parts = rrule.parts as Record<string, unknown>;
  const [month] = listOf(parts.BYMONTH);
  const [day] = listOf(parts.BYDAY);
  const [, nth, weekday = ''] = /^([+-]?\d{0,2})([A-Z]{2})$/.exec(String(day)) ?? [];
  if (!WEEKDAYS.includes(weekday)) return null;
  return {
    month: Math.min(Math.max(Number(month ?? start.month) || 1, 1), 12),
    nth: Number(nth) || 1,
    weekday: WEEKDAYS.indexOf(weekday),
  };
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

/** When a rule last took effect before this time; a later time if it never had. */
function lastOnset(rule: Rule, wall: Wall): Wall {
  const { first, until, yearly } = rule;
  if (!yearly || wall < first) return first;
  const year = new Date(Math.min(wall, until)).getUTCFullYear();
  const timeOfDay = ((first % DAY) + DAY) % DAY;
  const onset = (each: number) => nthDay(each, yearly) + timeOfDay;
  const found = [year, year - 1].map(onset).find((each) => each <= wall && each <= until);
  return Math.max(first, found ?? first);
}

function nthDay(year: number, { month, nth, weekday }: NonNullable<Rule['yearly']>): Wall {
  if (nth > 0) {
    const first = Date.UTC(year, month - 1, 1);
    return first + (((weekday - new Date(first).getUTCDay() + 7) % 7) + (nth - 1) * 7) * DAY;
  }
  const last = Date.UTC(year, month, 0);
  return last - (((new Date(last).getUTCDay() - weekday + 7) % 7) + (-nth - 1) * 7) * DAY;
}

/** A calendar's time as local time. */
export const wallOf = ({ year, month, day, hour, minute, second }: ICAL.Time): Wall =>
  Date.UTC(year, month - 1, day, hour, minute, second);
