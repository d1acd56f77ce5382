import { enclosedPlace, type Id } from '../common';
import { toMailApiError } from './api-error';
import type { Requester } from './call';

export interface ReadOptions {
  inline?: boolean;
  signal?: AbortSignal;
  /** Receives the bytes so far, and the total if the server sent it. */
  onProgress?: (loaded: number, total?: number) => void;
}

/** Reads a row's file. It goes through the API client, so that no token is in a URL. */
export const readBlob = (
  request: Requester,
  id: Id,
  { inline, ...options }: ReadOptions,
  url = 'mailAttachments:download',
): Promise<Blob> =>
  readFile(request, { url, params: { ...fileParams(id), ...(inline ? { inline: 1 } : {}) } }, options);

/** A file's query parameters, also for files of enclosed messages. */
export function fileParams(id: Id): Record<string, string> {
  const { attachmentId, within } = enclosedPlace(id);
  return { filterByTk: attachmentId, ...(within ? { within } : {}) };
}

/** Returns an action's response as a file. Throws a MailApiError. */
export async function readFile(
  request: Requester,
  action: { url: string; params: Record<string, unknown> },
  { signal, onProgress }: ReadOptions = {},
): Promise<Blob> {
  try {
    const answer = await request({
      ...action,
      method: 'get',
      responseType: 'blob',
      signal,
      skipNotify: true,
      onDownloadProgress: (event) => onProgress?.(event.loaded, event.total),
    });
    return answer.data as Blob;
  } catch (error) {
    throw await toMailApiError(error);
  }
}

/** Saves a file as a download of the browser. */
export function saveAs(blob: Blob, filename: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = filename;
  link.click();
  // The download reads the URL after this turn of the event loop.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
