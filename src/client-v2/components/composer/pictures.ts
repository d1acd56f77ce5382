import { newKey } from './new-key';

/** Picture types that every mail client shows. */
export const PICTURE_TYPES = /^image\/(?:png|jpe?g|gif|webp)$/i;
const DATA_URL = /^data:(image\/(?:png|jpe?g|gif|webp));base64,([A-Za-z0-9+/=\s]*)$/i;

export interface PictureHost {
  /** Uploads a file under this Content-ID. Returns false if there is no room for it. */
  upload(file: File, contentId: string): boolean;
  /** Reads a picture that was uploaded before; null if there is none. */
  read(contentId: string): Promise<Blob | null>;
}

/**
 * Pictures in the text of a message. The text refers to them by `cid:` (RFC 2392), as the message itself
 * does, and their content is uploaded once like any other file instead of being embedded as `data:` URLs.
 */
export class Pictures {
  /** Content-ID → URL the browser shows. */
  private readonly urls = new Map<string, string>();
  /**
   * `data:` URL → Content-ID. Undo and signatures bring the same picture again, which isn't uploaded twice.
   */
  private readonly adopted = new Map<string, string>();

  constructor(private readonly host: PictureHost) {}

  /** Uploads a picture. Returns its Content-ID, or null if there is no room for it. */
  add(file: File): string | null {
    const contentId = `${newKey()}@picture`;
    if (!this.host.upload(file, contentId)) return null;
    this.urls.set(contentId, URL.createObjectURL(file));
    return contentId;
  }

  /** Like `add`, for a `data:` URL as Word and Outlook paste it. Also returns null if it isn't a picture. */
  adopt(dataUrl: string): string | null {
    const known = this.adopted.get(dataUrl);
    if (known) return known;
    const [, type = '', base64 = ''] = DATA_URL.exec(dataUrl) ?? [];
    const octets = type && octetsOf(base64);
    if (!octets) return null;
    const extension = type.toLowerCase().replace('image/', '').replace('jpeg', 'jpg');
    const contentId = this.add(new File([octets], `image.${extension}`, { type: type.toLowerCase() }));
    if (contentId) this.adopted.set(dataUrl, contentId);
    return contentId;
  }

  /** Replaces the `data:` URLs of adopted pictures with their Content-IDs. */
  named(html: string): string {
    let named = html;
    for (const [dataUrl, contentId] of this.adopted) named = named.replaceAll(dataUrl, `cid:${contentId}`);
    return named;
  }

  /** Shows the picture that `src` refers to. */
  async show(image: HTMLImageElement, src: string): Promise<void> {
    if (!src.startsWith('cid:')) {
      image.src = src;
      return;
    }
    const url = await this.url(src.slice('cid:'.length)).catch(() => null);
    // Without a URL, the alternative text is shown.
    if (url) image.src = url;
  }

  /** Releases the object URLs. */
  dispose(): void {
    this.urls.forEach((url) => URL.revokeObjectURL(url));
    this.urls.clear();
  }

  private async url(contentId: string): Promise<string | null> {
    const known = this.urls.get(contentId);
    if (known) return known;
    const blob = await this.host.read(contentId);
    if (!blob) return null;
    const url = URL.createObjectURL(blob);
    this.urls.set(contentId, url);
    return url;
  }
}

function octetsOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    const binary = atob(base64);
    const octets = new Uint8Array(binary.length);
    for (let at = 0; at < binary.length; at++) octets[at] = binary.charCodeAt(at);
    return octets;
  } catch {
    return null;
  }
}
