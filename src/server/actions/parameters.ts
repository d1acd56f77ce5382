import { z } from 'zod';
import { LONGEST_REMINDER, type Id } from '../../common';
import { isId } from './isId';
import { readCursor } from './listCursor';

/** More ids than anyone selects; keeps a request from asking for everything at once. */
export const MOST_IDS = 1000;
/** Maximum characters of an address (RFC 5321 §4.5.3.1.3, without its angle brackets). */
export const LONGEST_ADDRESS = 254;

/** What is wrong with a value: the `context` of the sentence in the locale files, with the values it needs. */
export const fault = (params: Record<string, string | number>) => ({ error: 'invalid', params });

/** A row's id as a number or its digits, since databases return either. */
export const rowId = z
  .union([z.int().positive(), z.string()])
  .refine((id) => typeof id === 'number' || isId(id), fault({ context: 'id' })) as z.ZodType<Id>;

/** Ids without duplicates. */
export const rowIds = z
  .array(rowId)
  .max(MOST_IDS)
  .transform((ids) => [...new Map(ids.map((id) => [String(id), id])).values()]);

/** Whether a database can store a text: none accepts U+0000 or unpaired surrogates. */
const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** A text that is compared or looked up. */
export const text = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine(isStorable, fault({ context: 'characters' }));

/** A text that people write: characters that no database accepts are replaced rather than refused. */
export const prose = (longest: number) =>
  z
    .string()
    .max(longest)
    .transform((written) => written.toWellFormed().replaceAll('\0', '\ufffd'));

/** A whole number; in a URL, its digits. */
export const whole = (least: number, most: number) =>
  z.preprocess(
    (value) => (typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value),
    z
      .custom<number>(
        (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
        fault({ context: 'number', min: least, max: most }),
      )
      .meta({ type: 'integer', minimum: least, maximum: most }),
  );

const WORDS: Record<string, boolean> = { true: true, '1': true, false: false, '0': false, '': false };

/** True or false; in a URL, a word. */
export const flag = z.preprocess(
  (value) => (typeof value === 'string' && Object.hasOwn(WORDS, value) ? WORDS[value] : value),
  z.boolean(),
);

/** Only an explicit yes deletes permanently. */
export const permanently = z.boolean().default(false);

/** A file: an image in a text (`inline`) or a download. */
export const FILE = { filterByTk: rowId, inline: flag.default(false) };

/** Number of rows per page. */
export const limit = whole(1, 100).default(50);

/** Where a page begins; null for the first one. With the beginning of a subject, it takes up to 360 characters. */
export const before = z
  .string()
  .max(400)
  .transform((cursor, { addIssue }) => {
    const place = readCursor(cursor);
    if (!place) addIssue({ code: 'custom', params: { context: 'cursor' } });
    return place;
  })
  .nullish()
  .transform((place) => place ?? null);

/** A value that doesn't come from our client and is never refused: '' if it isn't text. */
export const loose = z.string().catch('');

/** Characters of one line that somebody wrote; whatever reads it has the exact rules. */
export const LONGEST_LINE = 2000;

/** People with their addresses; mime/recipients.ts has the exact rules for those who get a message. */
export const namedAddresses = z.array(
  z.object({ name: prose(LONGEST_LINE).nullish(), address: prose(LONGEST_LINE) }),
);

/** When to be reminded: `Reminder`. */
export const reminder = z.union([
  z.strictObject({ days: z.int().min(1).max(LONGEST_REMINDER) }),
  z.strictObject({ on: z.iso.date() }),
]);

/** An IANA time zone; an unknown one is treated as UTC (common/timeZone.ts). */
export const timeZone = text(100).optional();
