import { useCallback, useEffect, useRef, useState } from 'react';
import { useMailApi } from '../../api';
import { useT } from '../../locale';
import type { AttachedFile } from './attached-file';
import { attachmentSize, fitting } from './draft';
import { formatSize } from '../attachments/format-size';
import { Pictures } from './pictures';
import type { useComposer } from './useComposer';
import { useLanguage } from '../shared/useLanguage';

/** Maximum number of files that the sentence names. */
const NAMED = 10;

const listed = (names: readonly string[]): string =>
  names.length > NAMED ? `${names.slice(0, NAMED).join(', ')}, …` : names.join(', ');

/**
 * Attaches files to a message and adds pictures to its text. Files that don't fit are refused before a single
 * byte is uploaded or copied; `report` receives a sentence that names them.
 */
export function useAttach(
  { draft, uploads, limit }: Pick<ReturnType<typeof useComposer>, 'draft' | 'uploads' | 'limit'>,
  report: (problem: string) => void,
) {
  const api = useMailApi();
  const t = useT();
  const language = useLanguage();
  // Several files may be added before the next render.
  const added = useRef(0);
  const used = useRef(0);
  useEffect(() => {
    added.current = 0;
    const onTheWay = uploads.pending.reduce((sum, { file }) => sum + file.size, 0);
    used.current = draft ? attachmentSize(draft) + onTheWay : 0;
  });

  const add = (files: readonly AttachedFile[], contentId?: string): boolean => {
    const before = used.current + added.current;
    const { fit, refused } = fitting(files, before, limit);
    added.current += fit.reduce((sum, { size }) => sum + size, 0);
    if (fit.length > 0) uploads.add(fit, contentId);
    const size = (octets: number) => formatSize(octets, language);
    if (refused.length > 0)
      report(
        t('Not attached: {{files}}. All files together may have {{limit}}; {{left}} are left.', {
          files: listed(refused.map((file) => `${file.name} (${size(file.size)})`)),
          limit: size(limit),
          left: size(Math.max(0, limit - used.current - added.current)),
        }),
      );
    return refused.length === 0;
  };
  const latest = useRef({ add, draft });
  useEffect(() => {
    latest.current = { add, draft };
  });

  const [pictures] = useState(
    () =>
      new Pictures({
        upload: (file, contentId) => latest.current.add([file], contentId),
        async read(contentId) {
          const upload = latest.current.draft?.uploads.find((each) => each.contentId === contentId);
          return upload ? api.uploadedPicture(upload.id) : null;
        },
      }),
  );
  useEffect(() => () => pictures.dispose(), [pictures]);
  const attach = useCallback((files: readonly AttachedFile[]) => void latest.current.add(files), []);
  return { attach, pictures };
}
