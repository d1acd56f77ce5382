/** What an image or a style may refer to; `remote` means that showing it fetches it from another server. */
export interface SafeImage {
  url: string;
  remote: boolean;
}

/** Browsers ignore these in an attribute before they look for the scheme (WHATWG URL, "basic URL parser"). */
const IGNORED = /[\p{Cc}\p{Cf}\p{Z}]+/gu;
const DATA_IMAGE = /^data:image\/(?:png|jpe?g|gif|webp);base64,[a-z0-9+/=]+$/i;

/** A link's address, rewritten by the WHATWG parser; null unless it is a web, mail or telephone address. */
export function safeLink(value: string): string | null {
  const parsed = parse(value.trim());
  if (!parsed) return null;
  return ['http:', 'https:', 'mailto:', 'tel:'].includes(parsed.protocol) ? parsed.href : null;
}

/** An image's source: a part of the same message, an embedded image or a web address; null for anything else. */
export function safeImage(value: string): SafeImage | null {
  const bare = value.replace(IGNORED, '');
  if (/^cid:/i.test(bare)) return { url: `cid:${bare.slice(4)}`, remote: false };
  if (/^data:/i.test(bare)) return DATA_IMAGE.test(bare) ? { url: bare, remote: false } : null;
  const parsed = parse(value.trim());
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol)) return null;
  return { url: parsed.href, remote: true };
}

/** A web address for use in a CSS string: anything that could end the string or the function is escaped. */
export function cssUrl(url: string): string {
  return url.replace(
    /["'()\\<>\s]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/** Accepts only absolute addresses: a relative one would point into the page that shows the message. */
function parse(value: string): URL | null {
  const absolute = /^[\\/]{2}/.test(value) ? `https:${value}` : value;
  try {
    return new URL(absolute);
  } catch {
    return null;
  }
}
