import { useMemo, useState } from 'react';
import { useMailApi } from '../../../api';
import { lostFormatting } from '../drafts/lost-formatting';
import type { Pictures } from '../pictures';
import type { ComposerText } from '../editor/composer-text';
import type { Original } from '../useOriginal';
import { useStable } from '../../shared/useStable';
import { withOwnPictures } from './own-pictures';

export interface EditQuote {
  /** Moves the quoted original into the text. */
  edit(): void;
  loading: boolean;
  error: unknown;
  /** Kinds of formatting that the editor couldn't keep. */
  lost: readonly string[];
}

/** Lets the writer edit the original: its quote becomes part of the text, and is no longer added when it's sent. */
export function useEditQuote(
  original: Original | null,
  editor: ComposerText | null,
  /** Undefined for plain text, which has none. */
  pictures: Pictures | undefined,
  onDone: () => void,
): EditQuote {
  const api = useMailApi();
  const [loading, setLoading] = useState(false);
  const [error, setError] = useState<unknown>();
  const [lost, setLost] = useState<readonly string[]>([]);
  const move = async (messageId: Original['messageId'], into: ComposerText) => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const forward = original?.kind === 'forward';
    const [{ html }, body] = await Promise.all([
      api.quote(messageId, { forward, timeZone }),
      original?.body ?? api.body(messageId),
    ]);
    const own =
      pictures && (await withOwnPictures(html, body, pictures, (id) => api.attachment(id, { inline: true })));
    const before = into.html();
    into.append(own ?? html);
    // Whoever chose plain text knows that it has no formatting.
    setLost(own === undefined ? [] : lostFormatting(before + html, into.html()));
    onDone();
  };
  const edit = useStable(() => {
    if (!original || !editor || loading) return;
    setLoading(true);
    setError(undefined);
    move(original.messageId, editor)
      .catch(setError)
      .finally(() => setLoading(false));
  });
  return useMemo(() => ({ edit, loading, error, lost }), [edit, loading, error, lost]);
}
