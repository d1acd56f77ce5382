/**
 * Maximum octets of files in one message: the size limit of an Exchange Online mailbox, unless its admin changed it.
 */
export const MOST_UPLOADED = 35 * 1024 * 1024;
/** Maximum octets of one user's uploads waiting to be sent, so that nobody fills the database. */
export const MOST_WAITING = 500 * 1024 * 1024;
/** Maximum number of files of a template. */
export const MOST_FILES = 50;
/** The same for what copies files of templates. */
export const FILE_LIMITS = { together: MOST_UPLOADED, kept: MOST_WAITING };
