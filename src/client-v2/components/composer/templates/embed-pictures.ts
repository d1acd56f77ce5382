import type { Id, UploadView } from '../../../../common';

/**
 * Writes the pictures of a message's text into the text itself, as templates and signatures have them. A picture that
 * can't be read keeps its reference, which shows its description instead.
 */
export async function embedPictures(
  html: string,
  uploads: readonly UploadView[],
  read: (id: Id) => Promise<Blob>,
): Promise<string> {
  let embedded = html;
  for (const { id, contentId } of uploads) {
    if (!contentId || !html.includes(`"cid:${contentId}"`)) continue;
    const url = await read(id).then(dataUrl, () => null);
    if (url) embedded = embedded.replaceAll(`"cid:${contentId}"`, `"${url}"`);
  }
  return embedded;
}

const dataUrl = (blob: Blob): Promise<string | null> =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result : null);
    reader.onerror = () => resolve(null);
    reader.readAsDataURL(blob);
  });
