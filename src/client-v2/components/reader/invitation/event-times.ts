import type { EventTime } from '../../../../common';

export interface EventTimes {
  /** In the reader's time zone. A whole day is the same day everywhere. */
  here: string;
  /** In the calendar's own time zone, if its clocks show another time; otherwise null. */
  there: string | null;
  /** Shown on the date tile. */
  month: string;
  day: string;
  /** When the meeting ends, in milliseconds since 1970. */
  over: number;
}

const DAY = 86_400_000;
const DATE: Intl.DateTimeFormatOptions = {
  ...{ weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' },
};
const TIME: Intl.DateTimeFormatOptions = { ...DATE, hour: 'numeric', minute: '2-digit' };

/** Returns a meeting's times as text. */
export function eventTimes(start: EventTime, end: EventTime | null, language: string): EventTimes {
  const isDay = !start.local.includes('T');
  const range = (from: Date, to: Date, zone?: string) => {
    const format = new Intl.DateTimeFormat(language, { ...(isDay ? DATE : TIME), timeZone: zone });
    return to > from ? format.formatRange(from, to) : format.format(from);
  };
  const first = momentOf(start);
  const last = end ? momentOf(end) : first;
  // A whole day ends when the next one begins.
  const shown = isDay ? new Date(Math.max(last.getTime() - DAY, first.getTime())) : last;
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: isDay ? 'UTC' : undefined }).format(first);
  const isElsewhere = start.instant !== null && start.zone !== '' && localOf(first) !== start.local;
  return {
    here: range(first, shown, isDay ? 'UTC' : undefined),
    there: isElsewhere ? range(asUtc(start), asUtc(end ?? start), 'UTC') : null,
    month: part({ month: 'short' }),
    day: part({ day: 'numeric' }),
    over: isDay && !end ? last.getTime() + DAY : last.getTime(),
  };
}

/** A time without a zone is in the reader's zone. */
const momentOf = ({ local, instant }: EventTime): Date => new Date(instant ?? local);
const asUtc = ({ local }: EventTime): Date => new Date(`${local}Z`);

/** Returns what the reader's clock shows, in the calendar's format. */
function localOf(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}
