import { timingSafeEqual } from 'node:crypto';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { signature } from '../host';

/** Whose message a link is in. */
export interface Unsubscriber {
  recipientId: string;
  /** In lower case. */
  address: string;
}

const PURPOSE = 'unsubscribe';
/** Octets of the signature that a link contains: 128 bits. */
const SIGNED = 22;

/**
 * What a link for unsubscribing says: who is to get no bulk email anymore. It works even after the bulk email has been
 * deleted, and nobody can make one for somebody else.
 */
export function unsubscribeToken(ctx: MailContext, recipientId: Id, address: string): string {
  const content = Buffer.from(`${recipientId} ${address.toLowerCase()}`).toString('base64url');
  return `${content}.${signature(ctx, PURPOSE, content).slice(0, SIGNED)}`;
}

/** Reads such a token; null for anything that we haven't signed. */
export function readUnsubscribeToken(ctx: MailContext, token: string): Unsubscriber | null {
  const [content = '', signed = ''] = token.split('.');
  const right = Buffer.from(signature(ctx, PURPOSE, content).slice(0, SIGNED));
  const given = Buffer.from(signed);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
  const [recipientId, address] = Buffer.from(content, 'base64url').toString().split(' ');
  return recipientId && address ? { recipientId, address } : null;
}
