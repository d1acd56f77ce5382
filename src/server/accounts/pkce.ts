import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits for a URL or a cookie. */
export const randomText = (): string => randomBytes(32).toString('base64url');

/** The form in which a random text is stored, so that reading the database isn't enough to use it. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The S256 challenge of PKCE (RFC 7636 §4.2). */
export const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier).digest('base64url');
