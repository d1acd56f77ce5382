import { createHash, randomBytes } from 'node:crypto';

/** 256 bits for a URL or a cookie. */
export const randomText = (): string => randomBytes(32).toString('base64url');

/** How a random text is stored: whoever reads the database cannot use it. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** PKCE's S256 (RFC 7636 §4.2). */
export const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier).digest('base64url');
