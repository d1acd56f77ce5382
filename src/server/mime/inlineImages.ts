import { randomUUID } from 'node:crypto';
import { contentIdKey } from '../../common';
import { matchesOf } from '../patterns';

export interface InlineImage {
  cid: string;
  filename: string;
  contentType: string;
  content: Buffer;
}

const DATA_IMAGE =
  /(<img\b[^>]{0,2000}?\bsrc\s*=\s*)(["'])data:(image\/(?:png|jpe?g|gif|webp));base64,([A-Za-z0-9+/=\s]*)\2/gi;

/**
 * Turns images pasted into the editor into parts (RFC 2387, RFC 2392), since many readers don't show `data:` URLs. The
 * HTML must still be sanitized afterwards.
 */
export function takeInlineImages(html: string): { html: string; images: InlineImage[] } {
  const images: InlineImage[] = [];
  const rest = html.replace(DATA_IMAGE, (_all, before: string, _quote, contentType: string, data: string) => {
    const cid = `${randomUUID()}@inline`;
    const extension = contentType.split('/')[1]?.toLowerCase().replace('jpeg', 'jpg') ?? 'bin';
    const filename = `image-${images.length + 1}.${extension}`;
    images.push({
      cid,
      filename,
      contentType: contentType.toLowerCase(),
      content: Buffer.from(data, 'base64'),
    });
    return `${before}"cid:${cid}"`;
  });
  return { html: rest, images };
}

/** Content-IDs of images shown by sanitized HTML. */
export function namedContentIds(html: string): Set<string> {
  const found = html.matchAll(/<img\b[^>]*? src="cid:([^"]{1,900})"/gi);
  return new Set(Array.from(found, ([, cid = '']) => contentIdKey(cid.replaceAll('&amp;', '&'))));
}

/** Any reference to a Content-ID, in an attribute or a style (RFC 2392). */
const REFERENCE = /\bcid:([^"'\s<>()\\]{1,900})/gi;

/**
 * Whether the HTML refers to a file by its Content-ID: then the file is part of the text. Any other file is listed,
 * whatever its disposition says (RFC 2387, RFC 2392: the id makes it referable).
 */
export function showsByContentId(html: string): (contentId: string) => boolean {
  const named = new Set(
    matchesOf(html, REFERENCE).map((match) => contentIdKey(match.replaceAll('&amp;', '&'))),
  );
  return (contentId) => named.has(contentIdKey(contentId));
}
