const STEPS = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
  { unit: 'second', seconds: 1 },
] as const;

const stepOf = (seconds: number) => STEPS.find((step) => seconds >= step.seconds) ?? STEPS[3];

/** "3 minutes ago", "yesterday"; '' for a time that cannot be read. */
export function timeAgo(iso: string, language: string, now = Date.now()): string {
  const time = new Date(iso).getTime();
  if (Number.isNaN(time)) return '';
  // A server's clock may be a little ahead of the browser's.
  const seconds = Math.max(0, Math.floor((now - time) / 1000));
  const { unit, seconds: size } = stepOf(seconds);
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-Math.floor(seconds / size), unit);
}

/** "40 sec", "3 min": how long something waits. */
export function duration(seconds: number, language: string): string {
  const { unit, seconds: size } = stepOf(seconds);
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(
    Math.floor(seconds / size),
  );
}

/** Date and time to the second, as a log has it. */
export function exactTime(iso: string, language: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return '';
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(date);
}
