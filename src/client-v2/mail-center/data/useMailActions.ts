import { App } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import type { Id } from '../../../common';
import { useMailApi, type MessageRow } from '../../api';
import type { Filing } from '../../components';
import { useErrorText } from '../../locale';
import { countChanges, unreadByMove, unreadBySeen, type PendingChange } from './pending';

export interface MailActions {
  /** Changes that are shown before the server has them. */
  pending: readonly PendingChange[];
  flag(rows: MessageRow[], flags: { seen?: boolean; flagged?: boolean }): void;
  move(rows: MessageRow[], folderId: Id): Promise<boolean>;
  remove(rows: MessageRow[]): Promise<boolean>;
  /** To the archive, to junk, or back from there; `target`: the folder, as far as it is known. */
  file(rows: MessageRow[], as: Filing, target?: Id): Promise<boolean>;
}

/**
 * What one can do with mails: shown at once, and taken back with a reason if the server refuses.
 * `shownUnread` gives a folder's count on screen. `settle` re-reads what is on screen: only then does the
 * change stop being applied on top, so nothing flickers.
 */
export function useMailActions(
  settle: () => Promise<unknown>,
  shownUnread: (folderId: string) => number,
): MailActions {
  const api = useMailApi();
  const errorText = useErrorText();
  const { message } = App.useApp();
  const [pending, setPending] = useState<readonly PendingChange[]>([]);

  const run = useCallback(
    async (
      rows: MessageRow[],
      change: Omit<PendingChange, 'ids' | 'unread'>,
      unread: ReadonlyMap<string, number>,
      call: (ids: Id[]) => Promise<unknown>,
    ) => {
      if (rows.length === 0) return false;
      const ids = rows.map(({ id }) => id);
      const entry: PendingChange = {
        ...change,
        ids: new Set(ids.map(String)),
        unread: countChanges(unread, shownUnread),
      };
      setPending((current) => [...current, entry]);
      const drop = () => setPending((current) => current.filter((candidate) => candidate !== entry));
      try {
        await call(ids);
      } catch (error) {
        drop();
        message.error(errorText(error));
        return false;
      }
      // Whoever waits to say that it is done need not wait for the lists.
      void settle()
        .catch((error: unknown) => message.error(errorText(error)))
        .finally(drop);
      return true;
    },
    [settle, shownUnread, message, errorText],
  );

  return useMemo(
    () => ({
      pending,
      flag: (rows, flags) => {
        const unread = flags.seen === undefined ? new Map<string, number>() : unreadBySeen(rows, flags.seen);
        void run(rows, flags, unread, (ids) => api.flag(ids, flags));
      },
      move: (rows, folderId) =>
        run(rows, { gone: true }, unreadByMove(rows, folderId), (ids) => api.move(ids, folderId)),
      file: (rows, as, target) =>
        run(rows, { gone: true }, unreadByMove(rows, target), (ids) => api[as](ids)),
      remove: (rows) => run(rows, { gone: true }, unreadByMove(rows), (ids) => api.remove(ids)),
    }),
    [pending, run, api],
  );
}
