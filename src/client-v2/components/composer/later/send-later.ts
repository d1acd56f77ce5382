/** A time that the menu offers for sending a message. */
export interface LaterTime {
  /** Its name, as a key of the locale files. */
  label: string;
  at: Date;
}

/** The hour at which a day begins. */
export const MORNING = 8;
const AFTERNOON = 13;
const MONDAY = 1;

/** A time some days later. Counted in calendar days, because some of them have 23 or 25 hours. */
export const daysLater = (now: Date, days: number, hour: number): Date =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);

/** How many days later the next such weekday is, which is never the same day. Sunday is 0. */
export const daysUntil = (weekday: number, now: Date): number => (weekday - now.getDay() + 7) % 7 || 7;

/** Times that people often choose, in the browser's time zone, the earliest first. */
export function laterTimes(now: Date): LaterTime[] {
  const on = (days: number, hour: number) => daysLater(now, days, hour);
  const untilMonday = daysUntil(MONDAY, now);
  return [
    { label: 'Tomorrow morning', at: on(1, MORNING) },
    { label: 'Tomorrow afternoon', at: on(1, AFTERNOON) },
    ...(untilMonday > 1 ? [{ label: 'Monday morning', at: on(untilMonday, MORNING) }] : []),
  ];
}
