import type { AttachmentView } from '../../../common';

/** How a file can be previewed. Never as a document of our own origin, which rules out HTML, SVG and XML. */
export type PreviewKind = 'image' | 'pdf' | 'text';

/** Types that every browser shows in an <img>. SVG is left out because it is a document. */
const IMAGE = /^image\/(?:png|jpe?g|gif|webp|avif|bmp)$/;
const TEXT = /^(?:text\/(?:plain|csv|markdown|x-log)|application\/json)$/;
const TEXT_NAME = /\.(?:txt|csv|log|md|json)$/;
/** Bytes. Larger files aren't loaded into the page. */
export const MOST_PREVIEWED: Record<PreviewKind, number> = {
  image: 30_000_000,
  pdf: 50_000_000,
  text: 5_000_000,
};
/** Content types that say nothing; the file name decides instead. */
const VAGUE = /^(?:|application\/octet-stream)$/;

/** Returns how a file can be previewed, or null if it can only be downloaded. */
export function previewKind(
  file: Pick<AttachmentView, 'contentType' | 'filename' | 'size'>,
): PreviewKind | null {
  const kind = kindOf(file.contentType.toLowerCase(), file.filename.toLowerCase());
  return kind && Number(file.size) <= MOST_PREVIEWED[kind] ? kind : null;
}

function kindOf(type: string, name: string): PreviewKind | null {
  const vague = VAGUE.test(type);
  if (IMAGE.test(type)) return 'image';
  if (type === 'application/pdf' || (vague && name.endsWith('.pdf'))) return 'pdf';
  return TEXT.test(type) || (vague && TEXT_NAME.test(name)) ? 'text' : null;
}

/** Returns the content with a type that browsers never open as a document with scripts in our origin. */
export function safeBlob(blob: Blob, kind: PreviewKind, contentType: string): Blob {
  const type = { image: contentType.toLowerCase(), pdf: 'application/pdf', text: 'text/plain' }[kind];
  return blob.slice(0, blob.size, type);
}

/** Decodes a text by its byte order mark, otherwise as UTF-8 or else windows-1252. */
export async function readText(blob: Blob): Promise<string> {
  const octets = new Uint8Array(await blob.arrayBuffer());
  const [first, second] = octets;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(octets);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(octets);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets);
  } catch {
    return new TextDecoder('windows-1252').decode(octets);
  }
}
