import { MailError } from '../../errors';

/** Whether the server refused this command while the connection is still usable. */
export const refused = (error: unknown): boolean =>
  error instanceof MailError && error.code === 'server-unavailable';
