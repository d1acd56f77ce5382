/** The system flags that we store (RFC 3501 §2.3.2). */
export interface MessageFlags {
  seen: boolean;
  flagged: boolean;
  answered: boolean;
  draft: boolean;
  /** Marked for removal by another client, but not expunged yet. */
  deleted: boolean;
}

/** Parses flag names, which are case-insensitive (RFC 3501 §2.3.2). */
export function readFlags(flags: Iterable<string>): MessageFlags {
  const names = new Set([...flags].map((flag) => flag.toLowerCase()));
  return {
    seen: names.has('\\seen'),
    flagged: names.has('\\flagged'),
    answered: names.has('\\answered'),
    draft: names.has('\\draft'),
    deleted: names.has('\\deleted'),
  };
}

/** IMAP names of the flags. */
export const FLAG_NAMES: Record<keyof MessageFlags, string> = {
  seen: '\\Seen',
  flagged: '\\Flagged',
  answered: '\\Answered',
  draft: '\\Draft',
  deleted: '\\Deleted',
};
