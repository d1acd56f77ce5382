import { App } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import type { OperationView } from '../../common';
import { useErrorText, useReason, useT, type Translate } from '../locale';
import type { ComposerInit } from './composer-init';
import { followSend } from './composer-store';
import { draftProblem, MAX_ATTACHMENT_SIZE, type DraftProblem } from './draft';
import { formatSize } from './format-size';
import type { useComposer } from './useComposer';
import { useLanguage } from './useLanguage';

type ComposerState = ReturnType<typeof useComposer>;

/** Checks and sends. A failure is said in words and leaves everything as it is. */
export function useSend(
  composer: ComposerState,
  init: ComposerInit,
  onSent: ((operation: OperationView) => void) | undefined,
  onClose: () => void,
) {
  const { modal } = App.useApp();
  const t = useT();
  const language = useLanguage();
  const errorText = useErrorText();
  const [sending, setSending] = useState(false);
  const [queued, setQueued] = useState(false);
  const reason = useReason();
  // A mail that is opened again says why it is not gone yet.
  const [problem, setProblem] = useState(
    init.operation?.reason ? reason(init.operation.reason, init.operation.params) : null,
  );
  const { draft, original, uploads, send } = composer;
  const filesAwaited = original?.kind === 'forward' && !original.body && !original.error;
  const waiting = uploads.uploading || filesAwaited;

  const submit = useCallback(async () => {
    if (!draft || sending) return;
    const found = draftProblem(draft);
    setProblem(found && problemText(found, t, language));
    if (found) return;
    if (waiting) {
      setQueued(true);
      return;
    }
    if (
      uploads.pending.some(({ error }) => error) &&
      !(await ask('Some files could not be uploaded. Send without them?'))
    )
      return;
    if (!draft.subject.trim() && !init.operation && !(await ask('Send without a subject?'))) return;
    setSending(true);
    try {
      const operation = await send();
      followSend(operation);
      onSent?.(operation);
      onClose();
    } catch (error) {
      setProblem(errorText(error));
      setSending(false);
    }

    async function ask(question: string): Promise<boolean> {
      return modal.confirm({ title: t(question), okText: t('Send'), cancelText: t('Keep writing') });
    }
  }, [
    draft,
    errorText,
    init.operation,
    language,
    modal,
    onClose,
    onSent,
    send,
    sending,
    t,
    uploads.pending,
    waiting,
  ]);

  // Sent as soon as its files are there: nobody has to watch the bars and press again.
  useEffect(() => {
    if (!queued || waiting) return;
    setQueued(false);
    void submit();
  }, [queued, waiting, submit]);

  return { submit, sending: sending || queued, problem, clear: () => setProblem(null) };
}

function problemText(problem: DraftProblem, t: Translate, language: string): string {
  switch (problem.kind) {
    case 'no-account':
      return t('Choose the mailbox to send from.');
    case 'no-recipient':
      return t('Add at least one recipient.');
    case 'invalid-address':
      return t('Not a valid address: {{addresses}}', { addresses: problem.addresses.join(', ') });
    case 'too-large':
      return t('The attachments are larger than {{limit}} together.', {
        limit: formatSize(MAX_ATTACHMENT_SIZE, language),
      });
  }
}
