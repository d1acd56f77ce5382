import type { Unsubscribe } from '../messageFacts';
import { matchesOf } from '../patterns';
import { cleanLine } from './cleanText';

const MAX_FIELD = 8 * 1024;
const ADDRESS = /^[^\s@"'(),:;<>[\]\\]{1,64}@[^\s@"'(),:;<>[\]\\]{1,253}$/;

/** Parses List-Unsubscribe and List-Unsubscribe-Post: the first valid address of each kind; null if there is none. */
export function readUnsubscribe(field: string, post: string): Unsubscribe | null {
  const found: Unsubscribe = {};
  for (const bracketed of matchesOf(field.slice(0, MAX_FIELD), /<[^<>]{1,4096}>/g, 10)) {
    const written = bracketed.slice(1, -1).split(/\s/).join('');
    if (!URL.canParse(written)) continue;
    const url = new URL(written);
    if (url.protocol === 'https:' && url.username === '' && url.password === '') found.url ??= url.href;
    if (url.protocol === 'mailto:') found.mail ??= mailOf(url) ?? undefined;
  }
  if (found.url !== undefined && /^list-unsubscribe=one-click$/i.test(post.trim())) found.oneClick = true;
  return found.url === undefined && found.mail === undefined ? null : found;
}

function mailOf(url: URL): Unsubscribe['mail'] | null {
  const address = decoded(url.pathname);
  if (address === null || !ADDRESS.test(address)) return null;
  // In a mailto link, a plus is a plus (RFC 6068 §5).
  const query = new URLSearchParams(url.search.replaceAll('+', '%2B'));
  return {
    address,
    subject: cleanLine(query.get('subject') ?? '', 200) || 'unsubscribe',
    text: cleanLine(query.get('body') ?? '', 1000),
  };
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
