import { MailError } from '../errors';

/** The server said no to this command, and the connection is as good as before. */
export const refused = (error: unknown): boolean =>
  error instanceof MailError && error.code === 'server-unavailable';
