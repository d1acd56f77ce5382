import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { AccountView, Id, MessageBody, MessageView, OperationView, UploadView } from '../../common';
import { useMailApi } from '../api';
import type { ComposerInit } from './composer-init';
import {
  forwardedFiles,
  initialDraft,
  isChanged,
  toComposeInput,
  type Draft,
  type SourceKind,
} from './draft';
import { chooseSender, ownAddresses, sendersOf, type Sender } from './senders';
import { withSignature } from './signature-html';
import { useUploads } from './useUploads';

export interface Original {
  messageId: Id;
  kind: SourceKind;
  message?: MessageView;
  body?: MessageBody;
  /** Why the text and the list of files could not be read. */
  error?: unknown;
  retry(): void;
}

/** Everything a composer knows; what it shows is in the components. */
export function useComposer(init: ComposerInit, restored?: Draft) {
  const api = useMailApi();
  const [accounts, setAccounts] = useState<AccountView[] | null>(null);
  const [senders, setSenders] = useState<Sender[]>([]);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const initial = useRef<Draft | null>(null);
  const change = useCallback(
    (part: Partial<Draft>) => setDraft((old) => (old ? { ...old, ...part } : old)),
    [],
  );
  const original = useOriginal(init);

  useEffect(() => {
    let stopped = false;
    Promise.all([api.accounts(), api.identities()]).then(
      ([list, identities]) => {
        if (stopped) return;
        const known = sendersOf(list, identities);
        const first = initialDraft(init, ownAddresses(known, list, init.source?.message.accountId));
        const { accountId, identityId } = restored ?? first;
        const sender = chooseSender(known, { accountId, identityId, message: init.source?.message });
        const from = { accountId: sender?.accountId ?? null, identityId: sender?.identityId ?? null };
        // What was stored has its signature in it, or was meant to have none.
        const html = init.operation ? first.html : withSignature(first.html, sender);
        initial.current = { ...first, ...from, html };
        setAccounts(list);
        setSenders(known);
        setError(null);
        setDraft(restored ? { ...restored, ...from } : initial.current);
      },
      (reason: unknown) => !stopped && setError(reason),
    );
    return () => {
      stopped = true;
    };
    // `init` and `restored` are what a window was opened with: they do not change in its life.
  }, [api, attempt, init, restored]);

  // The original's files go along with a forward, and with a send that is edited as far as they did before.
  const filesAdded = useRef(Boolean(restored));
  const ready = draft !== null;
  useEffect(() => {
    if (!ready || !original?.body || filesAdded.current) return;
    filesAdded.current = true;
    const attachments = forwardedFiles(original.body, original.kind, init.operation);
    if (initial.current) initial.current = { ...initial.current, attachments };
    change({ attachments });
  }, [ready, original, init.operation, change]);

  const onUploaded = useCallback(
    (upload: UploadView) => setDraft((old) => (old ? { ...old, uploads: [...old.uploads, upload] } : old)),
    [],
  );
  const uploads = useUploads(onUploaded);

  const send = useCallback(async (): Promise<OperationView> => {
    if (!draft) throw new Error('nothing to send yet');
    const input = toComposeInput(draft, original && { messageId: original.messageId, kind: original.kind });
    return init.operation ? api.retry(init.operation.id, input) : api.send(input);
  }, [api, draft, init.operation, original]);

  const removeUpload = useCallback(
    (id: Id) => {
      setDraft((old) => (old ? { ...old, uploads: old.uploads.filter((upload) => upload.id !== id) } : old));
      // An operation that is edited keeps its files until it is sent again.
      if (!init.operation) void api.removeUpload(id).catch(() => undefined);
    },
    [api, init.operation],
  );
  const changed = useMemo(
    () => Boolean(draft && initial.current && (isChanged(draft, initial.current) || uploads.pending.length)),
    [draft, uploads.pending.length],
  );
  return {
    accounts,
    senders,
    sender: draft ? chooseSender(senders, draft) : undefined,
    draft,
    change,
    error,
    retry: () => setAttempt((count) => count + 1),
    original,
    uploads,
    removeUpload,
    send,
    changed,
  };
}

/** The mail that is answered or forwarded, with its text for the quote. */
function useOriginal({ source, operation }: ComposerInit): Original | null {
  const api = useMailApi();
  const stored = operation?.compose?.source;
  const messageId = source?.message.id ?? stored?.messageId;
  const kind = source?.kind ?? stored?.kind;
  const [body, setBody] = useState<MessageBody>();
  const [error, setError] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);
  const [message, setMessage] = useState(source?.message);
  useEffect(() => {
    if (messageId === undefined) return;
    const stop = new AbortController();
    setError(undefined);
    api
      .body(messageId, stop.signal)
      .then(setBody, (reason: unknown) => !stop.signal.aborted && setError(reason));
    // Only its name and date are shown of it.
    if (!source) api.message(messageId, stop.signal).then(setMessage, () => undefined);
    return () => stop.abort();
  }, [api, messageId, source, attempt]);
  return useMemo(
    () =>
      messageId === undefined || !kind
        ? null
        : { messageId, kind, message, body, error, retry: () => setAttempt((count) => count + 1) },
    [messageId, kind, message, body, error],
  );
}
