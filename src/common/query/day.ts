import { offsetAt, type TimeZone } from '../timeZone';
import type { AgeUnit } from './types';

/** The first day named by `2024-03-01`, `2024-03` or `2024` (ISO 8601), also with slashes; null for anything else. */
export function dayOf(text: string): string | null {
  const [, year, month = '1', day = '1'] = /^(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?$/.exec(text) ?? [];
  if (year === undefined) return null;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  // Date turns a nonexistent day into another one, and years before 100 into 19xx.
  return date.toISOString().startsWith(iso) ? iso : null;
}

const DAY = 24 * 60 * 60_000;

/**
 * The instant at which a day begins in a time zone: the first one whose local date is that day or, if the zone skipped
 * it, a later day. Usually midnight, which doesn't exist if the clocks go forward at midnight.
 */
export function startOfDay(day: string, zone: TimeZone): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // The offset changes at most once within these two days, so one of the two applies at midnight.
  const candidates = [midnight - DAY, midnight + DAY].map((at) => midnight - offsetAt(zone, new Date(at)));
  const begun = candidates.filter((at) => at + offsetAt(zone, new Date(at)) >= midnight);
  return new Date(Math.min(...begun));
}

/** No message is older. */
const FIRST_YEAR = 1900;

/** The calendar day this long before today in a time zone; the last day of the month if that month is too short. */
export function dayAgo(count: number, unit: AgeUnit, zone: TimeZone, now: Date): string {
  const date = new Date(now.getTime() + offsetAt(zone, now));
  const day = date.getUTCDate();
  if (unit === 'd' || unit === 'w') date.setUTCDate(day - count * (unit === 'w' ? 7 : 1));
  else {
    date.setUTCDate(1);
    date.setUTCMonth(date.getUTCMonth() - count * (unit === 'y' ? 12 : 1));
    const days = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
    date.setUTCDate(Math.min(day, days));
  }
  return date.getUTCFullYear() < FIRST_YEAR ? `${FIRST_YEAR}-01-01` : date.toISOString().slice(0, 10);
}
