import { useEffect, useMemo, useState } from 'react';
import type { Id, MessageBody, MessageView } from '../../../common';
import { useAnswers } from '../../answers';
import { useMailApi } from '../../api';
import { MailApiError } from '../../api-error';
import type { ComposerInit } from './composer-init';
import type { SourceKind } from './draft';

export interface Original {
  messageId: Id;
  kind: SourceKind;
  message?: MessageView;
  body?: MessageBody;
  /** Why the text and the list of files couldn't be loaded. */
  error?: unknown;
  retry(): void;
}

/**
 * Loads the message being answered or forwarded, with its text for the quote. `isGone` means that a stored draft's
 * original no longer exists.
 */
export function useOriginal({ source, operation, draft }: ComposerInit): {
  original: Original | null;
  isGone: boolean;
} {
  const api = useMailApi();
  const stored = operation?.compose?.source ?? draft?.draft.source;
  const messageId = source?.message.id ?? stored?.messageId;
  const kind = source?.kind ?? stored?.kind;
  const [body, setBody] = useState<MessageBody>();
  const [error, setError] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);
  const [message, setMessage] = useState(source?.message);
  const answers = useAnswers(messageId);
  useEffect(() => {
    if (messageId === undefined) return;
    const stop = new AbortController();
    answers.drop();
    setError(undefined);
    void answers.take(() => api.body(messageId, stop.signal), setBody, { lane: 'body', fail: setError });
    // Only its sender's name and its date are shown.
    if (!source)
      void answers.take(() => api.message(messageId, stop.signal), setMessage, {
        ...{ lane: 'message', fail: () => undefined },
      });
    return () => stop.abort();
  }, [answers, api, messageId, source, attempt]);
  const isGone = draft !== undefined && error instanceof MailApiError && error.code === 'not-found';
  const original = useMemo(
    () =>
      messageId === undefined || !kind || isGone
        ? null
        : { messageId, kind, message, body, error, retry: () => setAttempt((count) => count + 1) },
    [messageId, kind, message, body, error, isGone],
  );
  return { original, isGone };
}
