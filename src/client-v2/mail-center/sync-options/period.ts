import dayjs, { type Dayjs } from 'dayjs';
import type { SyncFolder } from '../../../common';

/** The periods to choose from. `day` is a custom first day. */
export type PeriodKind = 'all' | '1-month' | '3-months' | '1-year' | 'day';

export const PERIODS: Record<PeriodKind, string> = {
  all: 'All mail',
  '1-month': 'The last month',
  '3-months': 'The last 3 months',
  '1-year': 'The last year',
  day: 'From a day on…',
};

/** Returns the first day of a period, YYYY-MM-DD; null for all messages. `own` is the custom day. */
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

/** Returns folders that will be removed from here and contain messages. */
export function droppedFolders(folders: readonly SyncFolder[], kept: ReadonlySet<string>): SyncFolder[] {
  return folders.filter(({ id, leftOut, total }) => !leftOut && total > 0 && !kept.has(String(id)));
}

/** Whether messages are removed because the first day moves to a later date. */
export const isLater = (day: string | null, before: string | null): boolean =>
  day !== null && (before === null || day > before);
