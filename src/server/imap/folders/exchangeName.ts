/**
 * Exchange writes a slash in a folder's name as U+F8FF, since the slash separates folders over IMAP, and writes that
 * character as `_xF8FF_`.
 */
const SLASH = '_xF8FF_';
const WRITTEN = /_xF8FF_|\uF8FF/gi;

/** A folder's name as Outlook shows it: the last part of its path, with its slashes restored. */
export const shownName = (part: string, delimiter: string): string =>
  delimiter === '/' ? part.replace(WRITTEN, '/') : part;

/** The last part of a folder's path, for a server that writes slashes like this. */
export const serverName = (shown: string, delimiter: string): string =>
  delimiter === '/' ? shown.replaceAll('/', SLASH) : shown;

/** Whether this folder's name shows that the server writes slashes like this. */
export const hasWrittenSlash = (part: string): boolean => part.search(WRITTEN) >= 0;
