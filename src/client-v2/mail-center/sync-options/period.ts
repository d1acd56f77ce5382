import dayjs, { type Dayjs } from 'dayjs';
import type { SyncFolder } from '../../../common';

/** What one chooses from; `day` is a day of one's own. */
export type PeriodKind = 'all' | '1-month' | '3-months' | '1-year' | 'day';

export const PERIODS: Record<PeriodKind, string> = {
  all: 'All mail',
  '1-month': 'The last month',
  '3-months': 'The last 3 months',
  '1-year': 'The last year',
  day: 'From a day on…',
};

/** The first day of a period, YYYY-MM-DD; null for all mail. `own`: the day of one's own. */
export function firstDay(kind: PeriodKind, own: string | null, today: Dayjs = dayjs()): string | null {
  switch (kind) {
    case 'all':
      return null;
    case '1-month':
      return today.subtract(1, 'month').format('YYYY-MM-DD');
    case '3-months':
      return today.subtract(3, 'month').format('YYYY-MM-DD');
    case '1-year':
      return today.subtract(1, 'year').format('YYYY-MM-DD');
    case 'day':
      return own;
  }
}

/** Folders that will no longer be here, with mails that go. */
export function droppedFolders(folders: readonly SyncFolder[], kept: ReadonlySet<string>): SyncFolder[] {
  return folders.filter(({ id, leftOut, total }) => !leftOut && total > 0 && !kept.has(String(id)));
}

/** Whether mails go because the first day is a later one. */
export const isLater = (day: string | null, before: string | null): boolean =>
  day !== null && (before === null || day > before);
