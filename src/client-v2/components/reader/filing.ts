/** Moving messages to the archive, to junk, or back from there. */
export type Filing = 'archive' | 'spam' | 'notSpam';

/** The text shown afterwards; keys of the locale files. */
export const FILED: Record<Filing, string> = {
  archive: 'Archived',
  spam: 'Moved to junk',
  notSpam: 'Moved to the inbox',
};
