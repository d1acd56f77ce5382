const STEPS = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
  { unit: 'second', seconds: 1 },
] as const;

const stepOf = (seconds: number) => STEPS.find((step) => seconds >= step.seconds) ?? STEPS[3];

/** Returns a relative time such as "3 minutes ago" or "yesterday"; '' for an invalid time. */
export function timeAgo(iso: string, language: string, now = Date.now()): string {
  const time = new Date(iso).getTime();
  if (Number.isNaN(time)) return '';
  // A server's clock may be slightly ahead of the browser's.
  const seconds = Math.max(0, Math.floor((now - time) / 1000));
  const { unit, seconds: size } = stepOf(seconds);
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-Math.floor(seconds / size), unit);
}

/** Formats how long something waits, such as "40 sec" or "3 min". */
export function duration(seconds: number, language: string): string {
  const { unit, seconds: size } = stepOf(seconds);
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(
    Math.floor(seconds / size),
  );
}

/** Formats date and time to the second, as in a log. */
export function exactTime(iso: string, language: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return '';
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(date);
}
