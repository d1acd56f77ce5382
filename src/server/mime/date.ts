import { replaceEach } from '../patterns';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Hours east of UTC: RFC 5322 §4.3, and names that refer to only one zone. */
const ZONES: Readonly<Record<string, number>> = {
  ...{ UT: 0, UTC: 0, GMT: 0, Z: 0, WET: 0, WEST: 1, CET: 1, MET: 1, MEZ: 1, CEST: 2, MEST: 2, MESZ: 2 },
  ...{ EET: 2, EEST: 3, MSK: 3, HKT: 8, SGT: 8, JST: 9, KST: 9, AEST: 10, AEDT: 11, NZST: 12, NZDT: 13 },
  ...{ EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7, AKST: -9, AKDT: -8, HST: -10 },
};

const TIME = '(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2})(?:[.,]\\d{1,9})?)?';
const ZONE = '(?: ?((?:[A-Z]{1,5} ?)?[+-]\\d{1,2}:?\\d{2}|[A-Z]{1,5}))?';
/** `[day,] 28 Nov 2026 10:00:00 +0100` (RFC 5322 §3.3), also with `-` as a separator, as some programs write it. */
const USUAL = new RegExp(
  `^(?:[^\\d ,]{1,15},? ?)?(\\d{1,2})[ -]([A-Z]{3,9})\\.?,?[ -](\\d{2,4}),? ${TIME}${ZONE}$`,
  'i',
);
/** `Sat Nov 28 10:00:00 [zone] 2026` (asctime). */
const ASCTIME = new RegExp(`^[A-Z]{3,9},? ([A-Z]{3,9}) (\\d{1,2}) ${TIME}${ZONE} (\\d{4})${ZONE}$`, 'i');
/** `2026-11-28 10:00:00 [zone]` (ISO 8601, RFC 3339). */
const ISO = new RegExp(`^(\\d{4})-(\\d{2})-(\\d{2})(?:T| )${TIME}${ZONE}$`, 'i');

/** Maximum characters of a date. Keeps the patterns cheap. */
const LONGEST = 100;

/**
 * The instant in a Date field, whatever the time zone of this process. Without a zone it is UTC, as for "-0000" (RFC
 * 5322 §4.3). null if it isn't certain: an unknown zone name, or an offset that doesn't exist anywhere.
 */
export function parseDate(value: string): Date | null {
  const text = replaceEach(replaceEach(value.slice(0, 1000), COMMENT, ' '), BLANKS, ' ').trim();
  if (text.length > LONGEST) return null;
  const usual = USUAL.exec(text);
  if (usual) return moment([usual[3], monthOf(usual[2]), usual[1]], usual.slice(4, 7), usual[7]);
  const asctime = ASCTIME.exec(text);
  if (asctime) {
    const [, month, day, hour, minute, second, zone, year, last] = asctime;
    return moment([year, monthOf(month), day], [hour, minute, second], zone ?? last);
  }
  const iso = ISO.exec(text);
  return iso && moment([iso[1], Number(iso[2]), iso[3]], iso.slice(4, 7), iso[7]);
}

const COMMENT = /\([^()]{0,200}\)/g;
const BLANKS = /\s+/g;

const monthOf = (name = ''): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;

type Digits = string | undefined;

function moment([year, month, day]: [Digits, number, Digits], time: Digits[], zone: Digits): Date | null {
  const offset = offsetOf(zone);
  const [hour = 0, minute = 0, second = 0] = time.map((one) => Number(one ?? 0));
  if (offset === null || month < 1 || month > 12 || hour > 23 || minute > 59 || second > 60) return null;
  const date = new Date(
    Date.UTC(fullYear(year ?? ''), month - 1, Number(day), hour, minute - offset, second),
  );
  // Rejects nonexistent days: 31 June would become 1 July.
  const there = new Date(date.getTime() + offset * 60_000);
  return second < 60 && there.getUTCDate() !== Number(day) ? null : date;
}

/** RFC 5322 §4.3: two- and three-digit years. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 3) return year;
  return digits.length === 2 && year < 50 ? 2000 + year : 1900 + year;
}

/** Minutes; no place is farther from UTC (-12:00 to +14:00). */
const FARTHEST = 14 * 60;

/** Minutes east of UTC; null if unknown. */
function offsetOf(zone: Digits): number | null {
  if (zone === undefined) return 0;
  const digits = /([+-])(\d{1,2}):?(\d{2})$/.exec(zone);
  if (!digits) {
    const name = zone.trim().toUpperCase();
    return Object.hasOwn(ZONES, name) ? (ZONES[name] ?? 0) * 60 : null;
  }
  const [, sign, hours, minutes] = digits;
  const total = Number(hours) * 60 + Number(minutes);
  return Number(minutes) > 59 || total > FARTHEST ? null : sign === '-' ? -total : total;
}
