export interface DateFormat {
  /** The time if it is today, day and month if it is this year, otherwise the date. */
  short(iso: string, now?: Date): string;
  /**
   * For a list under headings: the time for today and yesterday, the weekday for this week, otherwise as
   * {@link short}.
   */
  listed(iso: string, now?: Date): string;
  /** For example 21 March 2026. */
  day(iso: string): string;
  /** Weekday, date and time for a tooltip. */
  full(iso: string): string;
  /** Weekday and time of one of the next days. */
  soon(iso: string): string;
  /** Weekday, day and month. */
  weekday(iso: string): string;
  time(iso: string): string;
}

/** Formats dates in a language, with the browser's rules and time zone. An invalid date becomes ''. */
export function dateFormat(language: string): DateFormat {
  const locale = Intl.DateTimeFormat.supportedLocalesOf([language])[0] ?? 'en-US';
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(locale, options);
    return (iso: string) => {
      const date = new Date(iso);
      return Number.isNaN(date.getTime()) ? '' : formatter.format(date);
    };
  };
  const time = format({ timeStyle: 'short' });
  const dayAndMonth = format({ day: 'numeric', month: 'short' });
  const numeric = format({ dateStyle: 'short' });
  const weekday = format({ weekday: 'short' });
  const short = (iso: string, now = new Date()) => {
    const date = new Date(iso);
    if (date.toDateString() === now.toDateString()) return time(iso);
    return date.getFullYear() === now.getFullYear() ? dayAndMonth(iso) : numeric(iso);
  };
  return {
    time,
    day: format({ dateStyle: 'long' }),
    full: format({ dateStyle: 'full', timeStyle: 'short' }),
    soon: format({ weekday: 'short', hour: 'numeric', minute: '2-digit' }),
    weekday: format({ weekday: 'short', day: 'numeric', month: 'short' }),
    short,
    listed(iso, now = new Date()) {
      const days = daysBefore(new Date(iso), now);
      if (days === 0 || days === 1) return time(iso);
      // Weeks begin on Monday (ISO 8601), as in the headings.
      return days > 1 && days <= (now.getDay() + 6) % 7 ? weekday(iso) : short(iso, now);
    },
  };
}

/** Number of midnights between a date and a later one. A day may have 23 or 25 hours. */
function daysBefore(date: Date, now: Date): number {
  const midnight = (each: Date) => Date.UTC(each.getFullYear(), each.getMonth(), each.getDate());
  return (midnight(now) - midnight(date)) / 86_400_000;
}
