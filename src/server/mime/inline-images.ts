import { randomUUID } from 'node:crypto';

export interface InlineImage {
  cid: string;
  filename: string;
  contentType: string;
  content: Buffer;
}

const DATA_IMAGE =
  /(<img\b[^>]{0,2000}?\bsrc\s*=\s*)(["'])data:(image\/(?:png|jpe?g|gif|webp));base64,([A-Za-z0-9+/=\s]*)\2/gi;

/**
 * Pictures that were pasted into the editor, as parts of their own (RFC 2387, RFC 2392): many readers show
 * no `data:` address. The HTML has yet to be sanitised afterwards.
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

/** Content-IDs that sanitised HTML shows pictures by. */
export function namedContentIds(html: string): Set<string> {
  const found = html.matchAll(/<img\b[^>]*? src="cid:([^"]{1,900})"/gi);
  return new Set(Array.from(found, ([, cid = '']) => contentIdKey(cid.replaceAll('&amp;', '&'))));
}

/** `<abc@x>` in a header is `cid:abc@x` in HTML, percent-encoded or not (RFC 2392). */
export function contentIdKey(value: string): string {
  const bare = value.replace(/^<|>$/g, '');
  try {
    return decodeURIComponent(bare);
  } catch {
    return bare;
  }
}
