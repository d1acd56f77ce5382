import { LETTER_SIZE } from '../../../../common';

/** A size of the text, with its name as a key of the locale files. */
export interface NamedSize {
  name: string;
  /** Null for the message's own size. */
  value: string | null;
}

export const SIZES: readonly NamedSize[] = [
  { name: 'Small', value: '12px' },
  { name: 'Normal', value: null },
  { name: 'Large', value: '18px' },
  { name: 'Huge', value: '24px' },
];

const PIXELS_PER_POINT = 4 / 3;

/** A CSS length in pixels; null unless it is in pixels or points. */
export function pixels(length: string): number | null {
  const [, number = '', unit = ''] = /^(\d{1,4}(?:\.\d{1,4})?)(px|pt)$/.exec(length.trim()) ?? [];
  if (!unit) return null;
  return Number(number) * (unit === 'pt' ? PIXELS_PER_POINT : 1);
}

/** Whether a size is the one that every message has. */
export const isLetterSize = (length: string): boolean => Math.abs((pixels(length) ?? 0) - LETTER_SIZE) < 0.5;

/** The nearest of the editor's own sizes: what is pasted should match the rest of the text. */
export function nearestSize(length: string): string | null {
  const size = pixels(length);
  if (size === null || (size > 12.5 && size <= 16.5)) return null;
  if (size <= 12.5) return '12px';
  return size <= 21 ? '18px' : '24px';
}
