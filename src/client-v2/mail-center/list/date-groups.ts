import type { Translate } from '../../locale';

const DAY = 86_400_000;

/** The heading under which a mail of this date stands. Months of earlier years carry their year. */
export function dateGroup(iso: string, t: Translate, language: string, now = new Date()): string {
  const date = new Date(iso);
  const days = Math.round((startOfDay(now) - startOfDay(date)) / DAY);
  if (days <= 0) return t('Today');
  if (days === 1) return t('Yesterday');
  // Weeks begin on Monday (ISO 8601).
  const sinceMonday = (now.getDay() + 6) % 7;
  if (days <= sinceMonday) return t('This week');
  if (days <= sinceMonday + 7) return t('Last week');
  const sameYear = date.getFullYear() === now.getFullYear();
  return new Intl.DateTimeFormat(language, { month: 'long', year: sameYear ? undefined : 'numeric' }).format(
    date,
  );
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

export interface Group<T> {
  title: string;
  rows: T[];
}

/** Neighbours of one heading together; the order stays. */
export function groupRows<T>(rows: T[], titleOf: (row: T) => string): Group<T>[] {
  const groups: Group<T>[] = [];
  for (const row of rows) {
    const title = titleOf(row);
    const last = groups.at(-1);
    if (last?.title === title) last.rows.push(row);
    else groups.push({ title, rows: [row] });
  }
  return groups;
}
