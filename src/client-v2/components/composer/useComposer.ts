import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import {
  mostAttached,
  possibleAliases,
  sameAddress,
  type AccountView,
  type DraftInput,
  type Id,
  type MailAddress,
  type OperationView,
  type SendInput,
  type Signing,
  type UploadView,
} from '../../../common';
import { useAnswers } from '../../answers';
import { useMailApi } from '../../api';
import type { ComposerInit } from './composer-init';
import type { RestoredDraft } from './composer-store';
import {
  forwardedFiles,
  initialDraft,
  isChanged,
  MAX_ATTACHMENT_SIZE,
  toComposeInput,
  type Draft,
} from './draft';
import { newKey } from './new-key';
import { chooseSender, ofIdentity, ownAddresses, sendersOf, type Sender } from './senders';
import { withSignature } from './signature-html';
import { useOriginal } from './useOriginal';
import { useUploads } from './useUploads';

/** When a message is sent: after a delay during which it can be undone, or at a certain time. */
export type SendTime = Pick<SendInput, 'delay' | 'sendAt'>;

/** A composer's state and actions. The components decide what is shown. */
export function useComposer(init: ComposerInit, restored?: RestoredDraft) {
  const api = useMailApi();
  const [accounts, setAccounts] = useState<AccountView[] | null>(null);
  const [senders, setSenders] = useState<Sender[]>([]);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const initial = useRef<Draft | null>(null);
  const signing = useRef<Signing>({});
  const change = useCallback(
    (part: Partial<Draft>) => setDraft((old) => (old ? { ...old, ...part } : old)),
    [],
  );
  const { original, isGone } = useOriginal(init);
  const answers = useAnswers(init);

  useEffect(() => {
    void answers.take(
      () => Promise.all([api.accounts(), api.identities(), api.ownCompanySignature()]),
      ([list, identities, company]) => {
        const { draft: stored, operation, forwarded, source } = init;
        const isAnswer = Boolean(forwarded ?? source ?? (stored?.draft ?? operation?.compose)?.source);
        signing.current = { isAnswer, company };
        const known = sendersOf(list, identities, signing.current);
        const first = initialDraft(init, ownAddresses(known, list, source?.message.accountId));
        const { accountId, identityId } = restored?.draft ?? first;
        const sender = chooseSender(known, { accountId, identityId, message: source?.message ?? forwarded });
        const from = { accountId: sender?.accountId ?? null, identityId: sender?.identityId ?? null };
        // A stored message already has its signature, or was meant to have none.
        const isSigned = init.operation ?? init.draft ?? init.copy;
        const html = isSigned ? first.html : withSignature(first.html, sender);
        initial.current = { ...first, ...from, html, key: first.key ?? newKey() };
        setAccounts(list);
        setSenders(known);
        setError(null);
        setDraft(restored ? { key: newKey(), ...restored.draft, ...from } : initial.current);
      },
      { fail: setError },
    );
    // `init` and `restored` are what the window was opened with, so they never change.
  }, [answers, api, attempt, init, restored]);

  // A forward includes the original's files. A stored message includes those it had before.
  const filesBefore =
    restored?.attachmentIds ?? init.draft?.draft.attachmentIds ?? init.operation?.compose?.attachmentIds;
  const filesAdded = useRef(
    restored !== undefined &&
      (filesBefore === undefined || filesBefore.length === restored.draft.attachments.length),
  );
  const ready = draft !== null;
  useEffect(() => {
    if (!ready || !original?.body || filesAdded.current) return;
    filesAdded.current = true;
    const attachments = forwardedFiles(original.body, original.kind, filesBefore);
    if (initial.current) initial.current = { ...initial.current, attachments };
    change({ attachments });
  }, [ready, original, filesBefore, change]);

  const onUploaded = useCallback(
    (upload: UploadView) => setDraft((old) => (old ? { ...old, uploads: [...old.uploads, upload] } : old)),
    [],
  );
  const uploads = useUploads(onUploaded);

  const answered = useMemo(
    () => original && { messageId: original.messageId, kind: original.kind },
    [original],
  );
  /** `again` sends it although an earlier version was accepted; `when` says when. */
  const send = useCallback(
    async (when: SendTime, again = false): Promise<OperationView> => {
      if (!draft) throw new Error('nothing to send yet');
      const key = again ? newKey() : draft.key;
      if (again) change({ key });
      const input = toComposeInput({ ...draft, key }, answered);
      return init.operation ? api.retry(init.operation.id, input) : api.send({ ...input, ...when });
    },
    [answered, api, change, draft, init.operation],
  );
  /** Converts a draft to the form that is stored; null if it isn't stored as a draft. */
  const toInput = useCallback(
    (written: Draft): DraftInput | null => {
      if (!isStorable(init, written)) return null;
      const { key: _key, ...input } = toComposeInput(written, answered);
      // As long as its original isn't loaded, a stored draft keeps the files it had.
      return filesAdded.current || !filesBefore || isGone
        ? input
        : { ...input, attachmentIds: [...filesBefore] };
    },
    [answered, filesBefore, init, isGone],
  );

  // The file itself stays on the server for a while: another version of this draft may contain it.
  const removeUpload = useCallback(
    (id: Id) =>
      setDraft((old) => old && { ...old, uploads: old.uploads.filter((upload) => upload.id !== id) }),
    [],
  );
  const { source } = init;
  const aliases =
    source && source.kind !== 'forward' && accounts && !init.operation
      ? possibleAliases(source.message, ownAddresses(senders, accounts, source.message.accountId))
      : [];
  const accountId = draft?.accountId ?? null;
  const account = accounts?.find(({ id }) => String(id) === String(accountId));
  /**
   * Adopts an address as the writer's own: it becomes an identity, sends this reply, and is no longer a
   * recipient.
   */
  const adopt = useCallback(
    async ({ name, address }: MailAddress) => {
      if (accountId === null) return;
      const values = { accountId, name, address, signature: '', answerSignature: null, isDefault: false };
      const identity = await api.saveIdentity(values);
      setSenders((known) => [...known, ofIdentity(identity, signing.current)]);
      const others = (list: MailAddress[]) => list.filter((entry) => !sameAddress(entry.address, address));
      // Changes the current draft, which may differ from the one before the request.
      setDraft((old) => old && { ...old, identityId: identity.id, to: others(old.to), cc: others(old.cc) });
    },
    [accountId, api],
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
    /** Whether the message that a stored draft answers no longer exists. */
    originalGone: isGone,
    uploads,
    /** Bytes that all attachments together may have, according to the account's mail server. */
    limit: mostAttached(account?.maxMessageSize, MAX_ATTACHMENT_SIZE),
    removeUpload,
    aliases,
    adopt,
    send,
    toInput,
    changed,
  };
}

/** Whether what is written can be stored as a draft. An edited send isn't, and neither is what nobody could send. */
export const isStorable = ({ operation }: ComposerInit, { accountId }: Draft): boolean =>
  operation === undefined && accountId !== null;
