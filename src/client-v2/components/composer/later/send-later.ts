/** A time that the menu offers for sending a message. */
export interface LaterTime {
  /** Its name, as a key of the locale files. */
  label: string;
  at: Date;
}

const MORNING = 8;
const AFTERNOON = 13;
const MONDAY = 1;

/** Times that people often choose, in the browser's time zone, the earliest first. */
export function laterTimes(now: Date): LaterTime[] {
  // Counted in calendar days, because some of them have 23 or 25 hours.
  const on = (days: number, hour: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
  const untilMonday = (MONDAY - now.getDay() + 7) % 7 || 7;
  return [
    { label: 'Tomorrow morning', at: on(1, MORNING) },
    { label: 'Tomorrow afternoon', at: on(1, AFTERNOON) },
    ...(untilMonday > 1 ? [{ label: 'Monday morning', at: on(untilMonday, MORNING) }] : []),
  ];
}
