import { useRef, useState } from 'react';
import type { Id, InvitationAnswer, InvitationNotice } from '../../../../common';
import { useMailApi } from '../../../api';
import { useErrorText } from '../../../locale';
import { newKey } from '../../composer/new-key';

export type GivenAnswer = NonNullable<InvitationNotice['answer']>;

/**
 * Holds the reader's answer and sends a new one. Clicking again after a lost response sends nothing twice.
 */
export function useInvitationAnswer(messageId: Id, known: GivenAnswer | undefined) {
  const api = useMailApi();
  const errorText = useErrorText();
  const [given, setGiven] = useState<GivenAnswer | null>(known ?? null);
  const [sending, setSending] = useState<InvitationAnswer | null>(null);
  const [error, setError] = useState<string | null>(null);
  const request = useRef<{ of: string; key: string } | null>(null);

  const send = async (answer: InvitationAnswer, comment: string): Promise<boolean> => {
    const of = JSON.stringify([answer, comment]);
    if (request.current?.of !== of) request.current = { of, key: newKey() };
    setSending(answer);
    setError(null);
    try {
      await api.answerInvitation({ id: messageId, answer, comment, key: request.current.key });
      request.current = null;
      setGiven({ answer, state: null });
      return true;
    } catch (failure) {
      setError(errorText(failure));
      return false;
    } finally {
      setSending(null);
    }
  };
  return { given, sending, error, send };
}
