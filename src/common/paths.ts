/** Path of the mail center in the host's router, in both clients. */
export const MAIL_PATH = '/admin/mail';

/** In place of a folder's id in the mail center's address: the messages that nobody has answered in time. */
export const FOLLOW_UP = 'follow-up';

/** In place of a folder's id as well: the bulk emails; instead of a message, the one that is open. */
export const BULK = 'bulk';
