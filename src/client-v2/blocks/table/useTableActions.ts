import { App } from 'antd';
import { useCallback, useState } from 'react';
import type { Id, LabelView, MessageView, MoveView } from '../../../common';
import { useAnswers } from '../../answers';
import { useMailApi } from '../../api';
import { filedText, movedText, useAnswer, useDeletion, useUndoToast } from '../../components';
import { changeOf } from '../../components/labels/labelling';
import { useLabelUndo } from '../../components/labels/useLabelUndo';
import { useErrorText, useT } from '../../locale';
import { folderName } from '../../mail-center/folders/roles';
import { useMoveDialog } from '../../mail-center/move/useMoveDialog';
import { labelsAfter } from '../../row-changes';
import type { MailAction } from './mail-actions';

/** Messages whose labels are read for the dialog. Of more, some are taken to have none. */
const MOST_READ = 50;

/** A message with its labels. */
type Labelled = Pick<MessageView, 'id' | 'labels'>;

export interface TableActions {
  /** Does something with messages, by their ids, and says what happened. */
  perform(action: MailAction, ids: readonly Id[]): void;
  /** The messages that the label dialog is about, with the labels on each; null if it's closed. */
  labelled: Labelled[] | null;
  toggleLabel(label: LabelView, add: boolean): void;
  closeLabels(): void;
}

/**
 * The actions of a table of messages. `changed` is called after each, `left` with the messages that are no longer where
 * they were.
 */
export function useTableActions(changed: () => void, left: (ids: readonly Id[]) => void): TableActions {
  const api = useMailApi();
  const t = useT();
  const errorText = useErrorText();
  const { message: toast } = App.useApp();
  const answer = useAnswer();
  const deletion = useDeletion();
  const undoToast = useUndoToast();
  const labelUndo = useLabelUndo();
  const askFolder = useMoveDialog();
  const [labelled, setLabelled] = useState<Labelled[] | null>(null);
  const answers = useAnswers(api);

  const attempt = useCallback(
    async (work: () => Promise<unknown>) => {
      try {
        await work();
        changed();
      } catch (error) {
        toast.error(errorText(error));
      }
    },
    [changed, toast, errorText],
  );
  const said = (ids: readonly Id[], text: (count: number) => string, { moved }: MoveView) => {
    left(ids);
    undoToast(text(moved.length), moved, changed);
  };
  const remove = async (ids: Id[]) => {
    const removing = (permanently: boolean) => api.remove(ids, { permanently });
    if (await deletion({ count: ids.length, remove: removing, onUndone: changed })) left(ids);
  };

  /** Those of one account: nothing can be moved to another one. */
  const idsOf = async (accountId: Id, ids: Id[]): Promise<Id[]> => {
    if (ids.length === 1 || (await api.accounts()).length === 1) return ids;
    const messages = await Promise.all(ids.map((id) => api.message(id)));
    return ids.filter((_id, index) => String(messages[index].accountId) === String(accountId));
  };
  const move = async (ids: Id[]) => {
    const { accountId, folderId } = await api.message(ids[0]);
    const target = await askFolder(await api.folders(accountId), ids.length === 1 ? String(folderId) : null);
    if (!target) return;
    const own = await idsOf(target.accountId, ids);
    said(own, (count) => movedText(t, folderName(target, t), count), await api.move(own, target.id));
    if (own.length < ids.length) toast.info(t('Messages in other mailboxes were not moved.'));
  };
  const askLabels = (ids: readonly Id[]) =>
    answers.take(
      () => Promise.all(ids.slice(0, MOST_READ).map((id) => api.message(id))),
      (read) => setLabelled([...read, ...ids.slice(MOST_READ).map((id) => ({ id, labels: [] }))]),
    );

  const works: Record<MailAction, (ids: Id[]) => Promise<unknown>> = {
    reply: ([id]) => answer(id, 'reply'),
    replyAll: ([id]) => answer(id, 'replyAll'),
    forward: ([id]) => answer(id, 'forward'),
    read: (ids) => api.flag(ids, { seen: true }),
    unread: (ids) => api.flag(ids, { seen: false }),
    flag: (ids) => api.flag(ids, { flagged: true }),
    unflag: (ids) => api.flag(ids, { flagged: false }),
    archive: async (ids) => said(ids, (count) => filedText(t, 'archive', count), await api.archive(ids)),
    spam: async (ids) => said(ids, (count) => filedText(t, 'spam', count), await api.spam(ids)),
    move,
    label: askLabels,
    remove,
  };
  return {
    perform: (action, ids) => void attempt(() => works[action]([...ids])),
    labelled,
    toggleLabel: (label, add) => {
      const ids = (labelled ?? []).map(({ id }) => id);
      const change = changeOf({ label, add });
      void attempt(async () => {
        labelUndo({ label, add }, await api.label(ids, change), changed);
        // By now, the dialog may be closed, or about others.
        setLabelled(
          (now) =>
            now &&
            now.map((each) =>
              ids.includes(each.id) ? { ...each, labels: labelsAfter(each.labels, change) } : each,
            ),
        );
      });
    },
    closeLabels: () => {
      answers.drop();
      setLabelled(null);
    },
  };
}
