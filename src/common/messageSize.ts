/** Octets of a message besides its files: its header, and a text of usual length as HTML and as plain text. */
const BESIDES_FILES = 128 * 1024;
/** How much larger a file is in a message: base64 in lines of 76 characters, each with CRLF (RFC 2045 §6.8). */
const GROWTH = 78 / 57;

/**
 * Octets that all files of a message may have. `maxMessageSize`: what the mail server says it accepts; `usual`: what is
 * allowed in any case. A server that accepts more doesn't raise it, because Exchange Online says 150 MB for every
 * mailbox, and then refuses what is larger than the mailbox's own limit (35 MB, unless an admin has changed it).
 */
export function mostAttached(maxMessageSize: number | null | undefined, usual: number): number {
  if (!maxMessageSize) return usual;
  return Math.min(usual, Math.max(0, Math.floor((maxMessageSize - BESIDES_FILES) / GROWTH)));
}

/** Estimated octets of a message with a text of that many octets and files of that many. */
export const messageSize = (text: number, files: number): number => text + Math.ceil(files * GROWTH);
