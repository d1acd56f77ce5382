/** An IANA name such as `Europe/Berlin`, or minutes east of UTC if only the offset is known. */
export type TimeZone = string | number;

/** How far a zone's clocks are ahead of UTC at an instant, in milliseconds; 0 for an unknown zone. */
export function offsetAt(zone: TimeZone, at: Date): number {
  if (typeof zone === 'number') return zone * 60_000;
  const clock = clockOf(zone);
  if (!clock) return 0;
  const shown = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year, month, day, hour, minute, second } = shown;
  const there = new Date(0);
  there.setUTCFullYear(year, month - 1, day);
  there.setUTCHours(hour, minute, second);
  return there.getTime() - Math.floor(at.getTime() / 1000) * 1000;
}

/** Whether this is a known IANA name. */
export const isTimeZone = (name: string): boolean => clockOf(name) !== null;

/** Formats times in a zone; null for an unknown zone. */
function clockOf(timeZone: string): Intl.DateTimeFormat | null {
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
  const time = { hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' } as const;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, calendar: 'gregory', ...numeric, ...time });
  } catch {
    return null;
  }
}
