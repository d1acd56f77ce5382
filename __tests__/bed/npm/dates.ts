const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `date-time` (RFC 3501 §9) in UTC. */
export function internalDate(date: Date): string {
  const day = String(date.getUTCDate()).padStart(2, ' ');
  const time = date.toISOString().slice(11, 19);
  return `"${day}-${MONTHS[date.getUTCMonth()]}-${date.getUTCFullYear()} ${time} +0000"`;
}

/** Reads `date-time` or `date`; nothing where it is neither. */
export function readDate(text: string): Date | undefined {
  const match = /^\s*(\d{1,2})-(\w{3})-(\d{4})(?: (\d\d:\d\d:\d\d) ([+-]\d{4}))?$/.exec(text);
  if (!match) return undefined;
  const [, day, month, year, time = '00:00:00', zone = '+0000'] = match;
  const date = new Date(`${day} ${month} ${year} ${time} ${zone}`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
