import { createHash } from 'node:crypto';

/** SHA-256 of values in hex, to tell whether they are the same as before. */
export const digestOf = (values: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(values) ?? '')
    .digest('hex');
