/** Octets of files in one mail: the size limit of a mailbox on Exchange Online, unless its admin changed it. */
export const MOST_UPLOADED = 35 * 1024 * 1024;
/** Octets of one user that may wait to be sent, so that nobody fills the database. */
export const MOST_WAITING = 500 * 1024 * 1024;
