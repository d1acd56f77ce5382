import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { Id } from '../../common';

/** The pseudo-folder of what waits to be sent. */
export const OUTBOX = 'outbox';

export interface MailLocation {
  /** Id of a folder, {@link OUTBOX}, or null for the first Inbox. */
  folder: string | null;
  message: string | null;
  /** `replace`: “back” does not lead to what is open now. */
  openFolder(folder: Id, replace?: boolean): void;
  openMessage(id: Id | null): void;
}

/** What is open, kept in the URL, so that reload, back and a link to a mail work. */
export function useMailLocation(): MailLocation {
  const [params, setParams] = useSearchParams();
  const folder = params.get('folder');
  const message = params.get('message');

  const openFolder = useCallback(
    (id: Id, replace = false) => setParams({ folder: String(id) }, { replace }),
    [setParams],
  );
  const openMessage = useCallback(
    (id: Id | null) =>
      setParams(
        (current) => {
          const next = new URLSearchParams(current);
          if (id === null) next.delete('message');
          else next.set('message', String(id));
          return next;
        },
        // From mail to mail is one step of the history, so that "back" leads to the list.
        { replace: id === null || message !== null },
      ),
    [message, setParams],
  );
  return useMemo(
    () => ({ folder, message, openFolder, openMessage }),
    [folder, message, openFolder, openMessage],
  );
}
