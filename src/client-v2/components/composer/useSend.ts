import { App } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { OperationView } from '../../../common';
import { MailApiError } from '../../api-error';
import { isOnline } from '../../offline/connection';
import { useErrorText, useReason, useT, type Translate } from '../../locale';
import type { ComposerInit } from './composer-init';
import { followSend } from './composer-store';
import { draftProblem, sentUploads, type DraftProblem } from './draft';
import { formatSize } from '../attachments/format-size';
import type { Autosave } from './drafts/autosave';
import { undoSeconds } from './later/undo-delay';
import { mentionsFile } from './mentions-file';
import type { useComposer } from './useComposer';
import { useLanguage } from '../shared/useLanguage';
import { useUserId } from '../shared/useUserId';

const TWICE =
  'It may have gone out already. Have a look in “Sent” first: if it did, the recipients get it twice.';

const NO_FILE = 'Your mail mentions an attachment, but there is none.';

const isAccepted = (error: unknown): boolean =>
  error instanceof MailApiError && error.code === 'already-accepted';

type ComposerState = ReturnType<typeof useComposer>;

/** Checks the draft and sends it. A failure is explained and leaves everything as it is. */
export function useSend(
  composer: ComposerState,
  init: ComposerInit,
  autosave: Autosave,
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
  const userId = useUserId();
  // A message that is opened again says why it hasn't been sent yet.
  const [problem, setProblem] = useState(
    init.operation?.reason ? reason(init.operation.reason, init.operation.params) : null,
  );
  const { draft, original, uploads, limit, send } = composer;
  const filesAwaited = original?.kind === 'forward' && !original.body && !original.error;
  const waiting = uploads.uploading || filesAwaited;

  const onTheWay = uploads.pending.reduce((sum, { file }) => sum + file.size, 0);
  const queuedFor = useRef<Date>();
  const attempt = useCallback(
    async (at?: Date): Promise<boolean> => {
      if (!draft) return false;
      const found = draftProblem(draft, onTheWay, limit);
      setProblem(found && problemText(found, t, formatSize(limit, language)));
      if (found) return false;
      if (!isOnline()) {
        setProblem(t('You are offline. Your text is kept; send it once you are online.'));
        return false;
      }
      if (waiting) {
        queuedFor.current = at;
        setQueued(true);
        return false;
      }
      const isLost = uploads.pending.some(({ error }) => error);
      if (isLost && !(await ask('Some files could not be attached. Send without them?'))) return false;
      if (!draft.subject.trim() && init.operation?.subject !== '' && !(await ask('Send without a subject?')))
        return false;
      const isBare = draft.attachments.length === 0 && sentUploads(draft).every(({ contentId }) => contentId);
      if (isBare && mentionsFile(draft.html) && !(await ask('Send without an attachment?', NO_FILE)))
        return false;
      if (init.operation?.mayHaveGone && !(await ask('Send it again?', TWICE))) return false;
      setSending(true);
      try {
        await autosave.pause();
        // The other version stays a draft, because nobody has decided against it.
        const isSeparate = autosave.get().state.kind === 'conflict';
        const when = at ? { sendAt: at.toISOString() } : { delay: undoSeconds(userId) * 1000 };
        const operation = await send(when, isSeparate).catch(async (error: unknown) => {
          // An earlier request reached the server but its answer was lost, and the text has changed since.
          if (!isAccepted(error) || !(await ask('Send this version as well?', errorText(error)))) throw error;
          return send(when, true);
        });
        autosave.finish();
        followSend(operation);
        onSent?.(operation);
        onClose();
        return true;
      } catch (error) {
        autosave.resume();
        setProblem(errorText(error));
        setSending(false);
        return false;
      }

      async function ask(question: string, content?: string): Promise<boolean> {
        const texts = { okText: t('Send'), cancelText: t('Keep writing') };
        return modal.confirm({ title: t(question), content: content && t(content), ...texts });
      }
    },
    [
      autosave,
      draft,
      errorText,
      init.operation,
      language,
      limit,
      modal,
      onClose,
      onSent,
      onTheWay,
      send,
      t,
      uploads.pending,
      userId,
      waiting,
    ],
  );

  // Not kept in state: a second click may come before the next render or while a dialog is open.
  const busy = useRef(false);
  const submit = useCallback(
    async (at?: Date) => {
      if (busy.current) return;
      busy.current = true;
      // Once the message is sent, the window is only closing and stays busy.
      if (!(await attempt(at))) busy.current = false;
    },
    [attempt],
  );

  // Correcting a problem removes the message about it.
  const stillWrong = draft ? JSON.stringify(draftProblem(draft, 0, limit)) : 'null';
  const wrongBefore = useRef('null');
  useEffect(() => {
    if (wrongBefore.current !== 'null' && wrongBefore.current !== stillWrong) setProblem(null);
    wrongBefore.current = stillWrong;
  }, [stillWrong]);

  // Sent as soon as its files are uploaded, so that nobody has to watch the progress and click again.
  useEffect(() => {
    if (!queued || waiting) return;
    setQueued(false);
    void submit(queuedFor.current);
  }, [queued, waiting, submit]);

  return {
    submit,
    sending: sending || queued,
    /** Whether a request is in progress whose answer decides what happens to the window. */
    underWay: sending,
    problem,
    /** Shows a problem inside the composer. */
    report: setProblem,
    clear: () => setProblem(null),
  };
}

/** `limit`: what all attachments together may have. */
function problemText(problem: DraftProblem, t: Translate, limit: string): string {
  switch (problem.kind) {
    case 'no-account':
      return t('Choose the mailbox to send from.');
    case 'no-recipient':
      return t('Add at least one recipient.');
    case 'invalid-address':
      return t('Not a valid address: {{addresses}}', { addresses: problem.addresses.join(', ') });
    case 'too-large':
      return t('The attachments are larger than {{limit}} together.', { limit });
  }
}
