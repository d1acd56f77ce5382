/** `2024-03-01`, `2024-03` and `2024` (ISO 8601), also with slashes, as the first day they name; null for anything else. */
export function dayOf(text: string): string | null {
  const [, year, month = '1', day = '1'] = /^(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?$/.exec(text) ?? [];
  if (year === undefined) return null;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const real = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  // Years before 100 are taken for 19xx by Date.
  return real && date.getUTCFullYear() === Number(year) ? date.toISOString().slice(0, 10) : null;
}

/** The instant at which a day begins, `offset` minutes east of UTC. */
export const startOfDay = (day: string, offset: number): Date =>
  new Date(Date.parse(`${day}T00:00:00Z`) - offset * 60_000);
