import { isTimeZone } from '../../common';
import type { FoundValue, HostField } from '../host';
import { htmlToText } from '../mime/plain';

/** How values are written: the language of dates and numbers, the zone of times, and the words for yes and no. */
export interface Style {
  language: string;
  timeZone: string;
  yes: string;
  no: string;
}

/** Maximum characters of one value: an address or a paragraph fits, a book doesn't. */
const LONGEST_VALUE = 5000;
/** A title that the host translates; without the host's languages, the stored value says more. */
const TEMPLATE = /^\{\{/;

/** A value as text; '' if there is nothing to write. */
export function valueText({ field, value }: FoundValue, style: Style): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) {
    const parts = value.slice(0, 100).map((each: unknown) => valueText({ field, value: each }, style));
    return shortened(parts.filter(Boolean).join(', '));
  }
  const label = field.uiSchema?.enum?.find((option) => option.value === value)?.label;
  if (typeof label === 'string' && !TEMPLATE.test(label)) return shortened(label);
  if (typeof value === 'boolean') return value ? style.yes : style.no;
  if (value instanceof Date) return dateText(field, value, style);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
    return shortened(plainText(field, String(value), style));
  return '';
}

function plainText(field: HostField, text: string, style: Style): string {
  if (field.interface === 'richText') return htmlToText(text);
  if (field.type === 'dateOnly' || field.type === 'datetimeNoTz') {
    const date = new Date(text.length === 10 ? text : `${text.replace(' ', 'T').slice(0, 19)}Z`);
    // It means the same day and hour everywhere.
    return Number.isNaN(date.getTime()) ? text : dateText(field, date, { ...style, timeZone: 'UTC' });
  }
  if (['date', 'datetimeTz'].includes(field.type)) {
    const date = new Date(text);
    return Number.isNaN(date.getTime()) ? text : dateText(field, date, style);
  }
  if (['decimal', 'double', 'float', 'real'].includes(field.type) && Number.isFinite(Number(text)))
    return numberText(field, Number(text), style);
  // Whole numbers are often years or the numbers of orders.
  return text;
}

function numberText(field: HostField, value: number, { language }: Style): string {
  const { step } = field.uiSchema?.['x-component-props'] ?? {};
  const digits = /^0\.(0*1)$/.exec(String(step))?.[1].length;
  const style = field.interface === 'percent' ? ('percent' as const) : ('decimal' as const);
  const precision =
    digits === undefined || digits > 20
      ? { maximumFractionDigits: 10 }
      : { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return format(language, (tag) => new Intl.NumberFormat(tag, { style, ...precision }).format(value));
}

function dateText(field: HostField, date: Date, style: Style): string {
  if (Number.isNaN(date.getTime())) return '';
  const isDay = field.type === 'dateOnly' || field.uiSchema?.['x-component-props']?.showTime === false;
  return shownDate(date, style, isDay ? { dateStyle: 'long' } : { dateStyle: 'long', timeStyle: 'short' });
}

/** A point in time in the style's language and zone. */
export function shownDate(
  date: Date,
  { language, timeZone }: Style,
  options: Intl.DateTimeFormatOptions,
): string {
  const zone = isTimeZone(timeZone) ? timeZone : 'UTC';
  return format(language, (tag) =>
    new Intl.DateTimeFormat(tag, { ...options, timeZone: zone, calendar: 'gregory' }).format(date),
  );
}

/** Formats in a language, or in English if its tag is malformed. */
function format(language: string, write: (tag: string) => string): string {
  try {
    return write(language);
  } catch {
    return write('en-US');
  }
}

const shortened = (text: string): string =>
  text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE).toWellFormed()}…` : text;
