import { useEffect, useState } from 'react';
import type { AttachmentView } from '../../../common';
import { useMailApi } from '../../api';
import { readText, safeBlob, type PreviewKind } from './preview-kind';

export interface FileContent {
  /** Set for a picture or a PDF. */
  url?: string;
  text?: string;
  error?: unknown;
}

/** Loads a file's content when it is previewed. Empty until it has arrived. */
export function useFileContent(file: AttachmentView, kind: PreviewKind): FileContent {
  const api = useMailApi();
  const [content, setContent] = useState<FileContent>({});
  const { id, contentType } = file;
  useEffect(() => {
    const stop = new AbortController();
    let made: string | undefined;
    setContent({});
    const read = async (): Promise<FileContent> => {
      const blob = await api.attachment(id, { inline: kind === 'image', signal: stop.signal });
      if (kind === 'text') return { text: await readText(blob) };
      if (stop.signal.aborted) return {};
      made = URL.createObjectURL(safeBlob(blob, kind, contentType));
      return { url: made };
    };
    const put = (found: FileContent) => stop.signal.aborted || setContent(found);
    read().then(put, (error: unknown) => put({ error }));
    return () => {
      stop.abort();
      if (made) URL.revokeObjectURL(made);
    };
  }, [api, id, contentType, kind]);
  return content;
}
