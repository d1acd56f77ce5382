import type { AgeUnit } from './types';

/** The same units as displayed sizes: a kilobyte is a thousand octets. */
const SIZES: Record<string, number> = { '': 1, k: 1e3, m: 1e6, g: 1e9 };

/** `5M`, `500k`, `1.5MB` or plain octets; null for anything else. */
export function sizeOf(text: string): number | null {
  const [, number, unit = ''] = /^(\d{1,12}(?:[.,]\d{1,3})?)([kmg]?)b?$/i.exec(text) ?? [];
  return number === undefined
    ? null
    : Math.round(Number(number.replace(',', '.')) * SIZES[unit.toLowerCase()]);
}

/** `3d`, `2w`, `5m`, `1y`; null for anything else. */
export function ageOf(text: string): { count: number; unit: AgeUnit } | null {
  const [, count, unit = ''] = /^(\d{1,4})([dwmy])$/i.exec(text) ?? [];
  return count === undefined ? null : { count: Number(count), unit: unit.toLowerCase() as AgeUnit };
}
