/** What an image or a style may point to; `remote` is fetched from another server when it is shown. */
export interface SafeImage {
  url: string;
  remote: boolean;
}

/** Browsers ignore these inside an attribute before they look for the scheme (WHATWG URL, "basic URL parser"). */
const IGNORED = /[\p{Cc}\p{Cf}\p{Z}]+/gu;
const DATA_IMAGE = /^data:image\/(?:png|jpe?g|gif|webp);base64,[a-z0-9+/=]+$/i;

/** The address of a link, rewritten by the WHATWG parser, or null: only web, mail and telephone addresses. */
export function safeLink(value: string): string | null {
  const parsed = parse(value.trim());
  if (!parsed) return null;
  return ['http:', 'https:', 'mailto:', 'tel:'].includes(parsed.protocol) ? parsed.href : null;
}

/** The source of an image, or null: a part of the same mail, a picture written out, or a web address. */
export function safeImage(value: string): SafeImage | null {
  const bare = value.replace(IGNORED, '');
  if (/^cid:/i.test(bare)) return { url: `cid:${bare.slice(4)}`, remote: false };
  if (/^data:/i.test(bare)) return DATA_IMAGE.test(bare) ? { url: bare, remote: false } : null;
  const parsed = parse(value.trim());
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol)) return null;
  return { url: parsed.href, remote: true };
}

/** A web address inside a CSS string: nothing is left in it that could end the string or the function. */
export function cssUrl(url: string): string {
  return url.replace(
    /["'()\\<>\s]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/** Absolute addresses alone: a relative one would point into the page that shows the mail. */
function parse(value: string): URL | null {
  const absolute = /^[\\/]{2}/.test(value) ? `https:${value}` : value;
  try {
    return new URL(absolute);
  } catch {
    return null;
  }
}
