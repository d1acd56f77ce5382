/** The browser's time zone (an IANA name). Days begin there, and dates in quotes are written in it. */
export const timeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
