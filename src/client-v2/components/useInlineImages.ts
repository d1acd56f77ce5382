import { useEffect } from 'react';
import type { AttachmentView } from '../../common';
import type { MailApi } from '../api';
import { cidKey } from './frame-document';

/**
 * Shows the pictures that a mail carries inside itself. Only attachments of this very mail are looked up, so
 * a `cid:` can name nothing else. Without its content a picture stays without a source, and its text is shown.
 */
export function useInlineImages(
  images: Map<string, HTMLImageElement[]> | undefined,
  attachments: AttachmentView[],
  api: MailApi,
): void {
  useEffect(() => {
    if (!images?.size) return;
    const stop = new AbortController();
    const urls: string[] = [];
    const load = async (part: AttachmentView, places: HTMLImageElement[]) => {
      const blob = await api.attachment(part.id, { inline: true, signal: stop.signal });
      if (stop.signal.aborted) return;
      const url = URL.createObjectURL(blob);
      urls.push(url);
      for (const image of places) image.src = url;
    };
    for (const part of attachments) {
      const places = part.contentId && images.get(cidKey(part.contentId));
      if (places) load(part, places).catch(() => undefined);
    }
    return () => {
      stop.abort();
      urls.forEach((url) => URL.revokeObjectURL(url));
    };
  }, [images, attachments, api]);
}
