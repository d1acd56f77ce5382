import { App } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import type { Id, LabelChange, LabelledView, MoveView, RemovalView, SnoozeView } from '../../../common';
import { useMailApi, type MessageRow } from '../../api';
import type { Filing } from '../../components';
import { isTakenBack, needsConfirmation } from '../../api-error';
import { useErrorText } from '../../locale';
import { isWhole } from './row-key';
import { countChanges, unreadByMove, unreadBySeen, type PendingChange } from './pending';

export interface MailActions {
  /** Changes that are shown before the server has made them. */
  pending: readonly PendingChange[];
  flag(rows: MessageRow[], flags: { seen?: boolean; flagged?: boolean }): void;
  /** Resolves to what was moved from where, or to undefined if that failed and the user was told. */
  move(rows: MessageRow[], folderId: Id): Promise<MoveView | undefined>;
  /**
   * `atOnce` removes them from the list before the server has answered. Only rejects with
   * `confirm-permanent`.
   */
  remove(
    rows: MessageRow[],
    options: { permanently: boolean; atOnce: boolean },
  ): Promise<RemovalView | undefined>;
  /** Moves them to the archive, to junk, or back from there. `target` is the destination folder, if known. */
  file(rows: MessageRow[], as: Filing, target?: Id): Promise<MoveView | undefined>;
  /** Snoozes them; `gone`: this list then no longer shows them. A null `until`: no longer. */
  snooze(rows: MessageRow[], until: string | null, gone: boolean): Promise<SnoozeView | undefined>;
  /** Labels them; a conversation with all its messages in the folder. */
  label(rows: MessageRow[], labels: LabelChange): Promise<LabelledView | undefined>;
}

/**
 * The actions on messages. They show immediately, and are reverted with an explanation if the server refuses
 * them. `shownUnread` returns a folder's count on screen. `settle` reloads what is on screen; a change is
 * only dropped after that, so nothing flickers.
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
    async <T>(
      rows: MessageRow[],
      change: Omit<PendingChange, 'ids' | 'unread'>,
      unread: ReadonlyMap<string, number>,
      call: (ids: Id[], whole: boolean) => Promise<T>,
    ): Promise<{ answer: T } | undefined> => {
      if (rows.length === 0) return undefined;
      const ids = rows.map(({ id }) => id);
      const entry: PendingChange = {
        ...change,
        ids: new Set(ids.map(String)),
        unread: countChanges(unread, shownUnread),
      };
      setPending((current) => [...current, entry]);
      const drop = () => setPending((current) => current.filter((candidate) => candidate !== entry));
      let answer: T;
      try {
        answer = await call(ids, rows.some(isWhole));
      } catch (error) {
        drop();
        if (needsConfirmation(error)) throw error;
        if (!isTakenBack(error)) message.error(errorText(error));
        return undefined;
      }
      // Reporting success doesn't have to wait for the lists to reload.
      void settle()
        .catch((error: unknown) => message.error(errorText(error)))
        .finally(drop);
      return { answer };
    },
    [settle, shownUnread, message, errorText],
  );

  return useMemo(
    () => ({
      pending,
      flag: (rows, flags) => {
        const unread = flags.seen === undefined ? new Map<string, number>() : unreadBySeen(rows, flags.seen);
        // Marking as read and removing flags affects the whole conversation; marking as unread and flagging
        // only the newest.
        const all = flags.seen === true || flags.flagged === false;
        void run(rows, flags, unread, (ids, whole) => api.flag(ids, flags, whole && all));
      },
      move: async (rows, folderId) => {
        const counts = unreadByMove(rows, folderId);
        const moving = run(rows, { gone: true }, counts, (ids, whole) => api.move(ids, folderId, whole));
        return (await moving)?.answer;
      },
      file: async (rows, as, target) => {
        const counts = unreadByMove(rows, target);
        return (await run(rows, { gone: true }, counts, (ids, whole) => api[as](ids, whole)))?.answer;
      },
      snooze: async (rows, until, gone) => {
        const counts = gone && until !== null ? unreadByMove(rows) : new Map<string, number>();
        const snooze = (ids: Id[], whole: boolean) => api.snooze(ids, until, whole);
        return (await run(rows, { gone }, counts, snooze))?.answer;
      },
      label: async (rows, labels) =>
        (await run(rows, { labels }, new Map(), (ids, whole) => api.label(ids, labels, whole)))?.answer,
      remove: async (rows, { permanently, atOnce }) => {
        const shown = atOnce ? { gone: true } : {};
        const counts = atOnce ? unreadByMove(rows) : new Map<string, number>();
        const remove = (ids: Id[], whole: boolean) => api.remove(ids, { permanently, whole });
        return (await run(rows, shown, counts, remove))?.answer;
      },
    }),
    [pending, run, api],
  );
}
