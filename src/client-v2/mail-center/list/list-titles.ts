import { foldText, isByDate, type MessageSort } from '../../../common';
import type { MessageRow } from '../../api';
import type { Translate } from '../../locale';
import { dateTitles, startOfDay } from './date-groups';
import { sortedText } from './sorted-text';

/** Decimal, like the sizes on screen (components/attachments/format-size.ts). */
const KB = 1000;
const MB = 1000 * KB;
const DAY = 86_400_000;

/** Returns the heading for a row: its date group, or one that suits the sort order. */
export function titlesBy(
  sort: MessageSort | 'returning',
  t: Translate,
  language: string,
  now: Date,
): (row: MessageRow) => string {
  if (sort === 'returning') return ({ snoozedUntil }) => returnTitle(snoozedUntil ?? '', t, now);
  if (sort === 'size') return ({ size }) => sizeTitle(size, t);
  if (isByDate(sort)) {
    const titleOf = dateTitles(t, language, now);
    return ({ receivedAt, back }) => (back ? t('Back now') : titleOf(receivedAt));
  }
  return (row) => initialOf(sortedText(row, sort));
}

function returnTitle(iso: string, t: Translate, now: Date): string {
  const days = Math.round((startOfDay(new Date(iso)) - startOfDay(now)) / DAY);
  if (days <= 0) return t('Today');
  if (days === 1) return t('Tomorrow');
  return days < 7 ? t('In the next days') : t('Later');
}

function sizeTitle(size: number, t: Translate): string {
  if (size >= 10 * MB) return t('10 MB and more');
  if (size >= MB) return t('1 to 10 MB');
  return size >= 100 * KB ? t('100 kB to 1 MB') : t('Less than 100 kB');
}

/** The first letter, without accents. Digits and symbols share one heading. */
function initialOf(text: string): string {
  const [first = ''] = foldText(text.trim());
  return /\p{L}/u.test(first) ? first.toUpperCase() : '#';
}
