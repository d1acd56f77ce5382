import type { MessageNotice } from '../../common';
import { structuredField } from './contentType';
import { fieldOf, type HeaderFields } from './header';

/** Characters of the text in which the PGP marker is searched; some programs write a line before it. */
const BEGINNING = 1000;

/** What a message's header or the first lines of its text say about it: signatures, encryption, importance. */
export function headerNotices(fields: HeaderFields, text: string): MessageNotice[] {
  const { value, params } = structuredField(fieldOf(fields, 'content-type'));
  const kind = wrapped(value, (params.get('protocol') ?? '').toLowerCase()) ?? inline(text);
  const level = levelOf(fieldOf(fields, 'importance'), fieldOf(fields, 'x-priority'));
  return [...(kind ? [{ kind }] : []), ...(level ? [{ kind: 'importance' as const, level }] : [])];
}

/** Signed or encrypted according to the media type (RFC 1847, RFC 3156, RFC 8551 §3.5.3). */
function wrapped(type: string, protocol: string) {
  if (type === 'multipart/encrypted') return 'pgp-encrypted' as const;
  if (type !== 'multipart/signed') return null;
  return protocol.includes('pgp') ? ('pgp-signed' as const) : ('smime-signed' as const);
}

function inline(text: string) {
  const beginning = text.slice(0, BEGINNING);
  if (/^-----BEGIN PGP MESSAGE-----/m.test(beginning)) return 'pgp-encrypted' as const;
  return /^-----BEGIN PGP SIGNED MESSAGE-----/m.test(beginning) ? ('pgp-signed' as const) : null;
}

/** `Importance` (RFC 2156) or `X-Priority: 1 (Highest)`, where 3 is normal. */
function levelOf(importance: string, priority: string): 'high' | 'low' | null {
  const word = importance.trim().toLowerCase();
  if (word === 'high' || word === 'low') return word;
  const number = Number(/^\s*([1-5])\b/.exec(priority)?.[1] ?? 3);
  return number < 3 ? 'high' : number > 3 ? 'low' : null;
}
