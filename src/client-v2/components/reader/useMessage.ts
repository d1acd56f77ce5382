import { useCallback, useEffect, useState } from 'react';
import type { Id, MessageBody, MessageView } from '../../../common';
import { useAnswers } from '../../answers';
import { useAhead } from '../../useAhead';
import { useMailApi } from '../../api';
import { MailApiError } from '../../api-error';
import { useMailChanges } from '../../live';
import { messageReads } from './message-reads';

interface State {
  id: Id;
  message?: MessageView;
  body?: MessageBody;
  /** Why the head couldn't be loaded. Then there is nothing to show. */
  error?: unknown;
  /** Why the text couldn't be loaded. The head is shown anyway. */
  bodyError?: unknown;
  /** Whether it was deleted elsewhere after it had been loaded. */
  gone?: boolean;
}

export interface LoadedMessage extends State {
  retry(): void;
  /** Updates what is shown without hiding it in the meantime. */
  reread(): void;
  /** Shows a change immediately, before the server reports it. */
  patch(change: Partial<MessageView>): void;
}

const notFound = () => new MailApiError('not-found', '');
const isUnreached = (error: unknown) => error instanceof MailApiError && error.code === 'offline';
const isGone = (error: unknown) => error instanceof MailApiError && error.code === 'not-found';

/**
 * Loads a message. Its head and text are requested in parallel, because the text may first have to come from
 * the mail server.
 */
export function useMessage(id: Id): LoadedMessage {
  const api = useMailApi();
  const ahead = useAhead();
  const [state, setState] = useState<State>({ id });
  const [attempt, setAttempt] = useState(0);
  const answers = useAnswers(id);
  const put = useCallback((change: Partial<State>) => setState((old) => ({ ...old, ...change })), []);

  useEffect(() => {
    const stop = new AbortController();
    const reads = messageReads(api, ahead);
    // Answers to the previous attempt no longer count.
    answers.drop();
    setState({ id });
    void answers.take(
      () => reads.message(id, stop.signal),
      // Some host versions answer a missing row with null.
      (message: MessageView | null) => put(message ? { message } : { error: notFound() }),
      { lane: 'message', fail: (error) => put({ error }) },
    );
    void answers.take(
      () => reads.body(id, stop.signal),
      (body) => put({ body, bodyError: undefined }),
      { lane: 'body', fail: (bodyError) => put({ bodyError }) },
    );
    return () => stop.abort();
  }, [answers, api, ahead, id, attempt, put]);

  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  const unread = Boolean(state.body?.setAside);
  const reread = useCallback(() => {
    void answers.take(
      () => api.message(id),
      (message: MessageView | null) => put(message ? { message, gone: false } : { gone: true }),
      // If loading again fails, what is shown stays, unless the message no longer exists.
      { lane: 'message', fail: (error) => isGone(error) && put({ gone: true }) },
    );
    // A message that couldn't be read may be readable by now.
    if (unread)
      void answers.take(
        () => api.body(id),
        (body) => put({ body }),
        { lane: 'body', fail: () => undefined },
      );
  }, [answers, api, id, put, unread]);
  const cutOff = [state.error, state.bodyError].some(isUnreached);
  useMailChanges(
    state.message ? { accountId: state.message.accountId, what: ['messages'] } : { what: [] },
    // What could not be loaded while offline is loaded when the browser is back online.
    (hint) => (cutOff && hint === null ? retry() : reread()),
  );

  const patch = useCallback(
    (change: Partial<MessageView>) =>
      setState((old) => (old.message ? { ...old, message: { ...old.message, ...change } } : old)),
    [],
  );
  // Between a change of id and the effect above, the old message must not be shown as the new one.
  return {
    ...(state.id === id ? state : { id }),
    retry,
    reread,
    patch,
  };
}
