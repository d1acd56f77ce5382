/** Octets of a message's source that are shown; the complete source can be downloaded. */
export const SHOWN_SOURCE = 1024 * 1024;
