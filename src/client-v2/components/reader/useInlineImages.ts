import { useEffect } from 'react';
import { contentIdKey, type AttachmentView } from '../../../common';
import type { MailApi } from '../../api';

/**
 * Shows a message's embedded pictures. Only attachments of this very message are looked up, so a `cid:` can't
 * refer to anything else. A picture without content has no source, and its alternative text is shown.
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
      const places = part.contentId && images.get(contentIdKey(part.contentId));
      if (places) load(part, places).catch(() => undefined);
    }
    return () => {
      stop.abort();
      urls.forEach((url) => URL.revokeObjectURL(url));
    };
  }, [images, attachments, api]);
}
