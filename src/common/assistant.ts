/** The user name of the AI employee for mail. */
export const MAIL_ASSISTANT = 'mail-assistant';
