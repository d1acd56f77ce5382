export interface DateFormat {
  /** As a list shows it: the time today, day and month this year, else the date. */
  short(iso: string, now?: Date): string;
  /** 21 March 2026. */
  day(iso: string): string;
  /** Weekday, date and time, for a tooltip. */
  full(iso: string): string;
  time(iso: string): string;
}

/** Dates in a language, by the browser's own rules and time zone. An unreadable date is shown as nothing. */
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
  return {
    time,
    day: format({ dateStyle: 'long' }),
    full: format({ dateStyle: 'full', timeStyle: 'short' }),
    short(iso, now = new Date()) {
      const date = new Date(iso);
      if (date.toDateString() === now.toDateString()) return time(iso);
      return date.getFullYear() === now.getFullYear() ? dayAndMonth(iso) : numeric(iso);
    },
  };
}
