/**
 * The typeface and size of a sent message's text. Without them, each mail program would use its own, and Outlook would
 * use Times. The editor treats them as the default, so that they don't count as formatting when a draft comes back.
 */
export const LETTER_FONT = 'Arial, Helvetica, sans-serif';
/** In CSS pixels. */
export const LETTER_SIZE = 14;
