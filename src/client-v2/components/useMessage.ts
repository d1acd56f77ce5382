import { useCallback, useEffect, useRef, useState } from 'react';
import type { Id, MessageBody, MessageView } from '../../common';
import { useMailApi } from '../api';
import { MailApiError } from '../api-error';
import { useMailChanges } from '../live';

interface State {
  id: Id;
  message?: MessageView;
  body?: MessageBody;
  /** Why the head could not be read; then there is nothing to show. */
  error?: unknown;
  /** Why the text could not be read; the head is shown all the same. */
  bodyError?: unknown;
}

export interface LoadedMessage extends State {
  retry(): void;
  /** Brings what is shown up to date, without hiding it meanwhile. */
  reread(): void;
  /** Shows a change at once, before the server tells of it. */
  patch(change: Partial<MessageView>): void;
}

/** Reads a mail: head and text at the same time, since the text may first have to come from the mail server. */
export function useMessage(id: Id): LoadedMessage {
  const api = useMailApi();
  const [state, setState] = useState<State>({ id });
  const [attempt, setAttempt] = useState(0);
  const current = useRef(id);
  current.current = id;

  useEffect(() => {
    const stop = new AbortController();
    setState({ id });
    // Late answers for a mail that is no longer shown are dropped.
    const put = (change: Partial<State>) =>
      !stop.signal.aborted && setState((old) => ({ ...old, ...change }));
    api.message(id, stop.signal).then(
      // Some host versions answer a missing row with null.
      (message) => put(message ? { message } : { error: new MailApiError('not-found', '') }),
      (error: unknown) => put({ error }),
    );
    api.body(id, stop.signal).then(
      (body) => put({ body }),
      (bodyError: unknown) => put({ bodyError }),
    );
    return () => stop.abort();
  }, [api, id, attempt]);

  const unread = Boolean(state.body?.setAside);
  const reread = useCallback(async () => {
    // One that could not be read may be readable by now.
    const [message, body] = await Promise.all([api.message(id), unread ? api.body(id) : undefined]);
    if (current.current === id && message)
      setState((old) => ({ ...old, message, ...(body ? { body } : {}) }));
  }, [api, id, unread]);
  useMailChanges(
    state.message ? { accountId: state.message.accountId, what: ['messages'] } : { what: [] },
    // What is shown stays when a re-read fails: the next hint brings another.
    () => void reread().catch(() => undefined),
  );

  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  const patch = useCallback(
    (change: Partial<MessageView>) =>
      setState((old) => (old.message ? { ...old, message: { ...old.message, ...change } } : old)),
    [],
  );
  // Between a change of id and the effect above, the old mail must not be shown as the new one.
  return {
    ...(state.id === id ? state : { id }),
    retry,
    reread: () => void reread().catch(() => undefined),
    patch,
  };
}
