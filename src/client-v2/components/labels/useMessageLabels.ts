import { App } from 'antd';
import { useMemo } from 'react';
import type { Id, LabelView, MessageView } from '../../../common';
import { useMailApi } from '../../api';
import { isTakenBack } from '../../api-error';
import { useErrorText } from '../../locale';
import { labelsAfter } from '../../row-changes';
import { changeOf } from './labelling';
import { useLabelUndo } from './useLabelUndo';

export interface MessageLabels {
  /** The labels of each message. */
  on: Id[][];
  toggle(label: LabelView, add: boolean): void;
}

type Labelled = Pick<MessageView, 'id' | 'labels'>;

interface Handlers {
  /** The message that represents the conversation they are; undefined for a single message. */
  whole?: Id;
  patch(id: Id, change: { labels: Id[] }): void;
  /** Called when the server has made a change, and when one was refused or undone. */
  onChanged(): void;
}

/** The labels of an open message or conversation. Changes show immediately, and are reverted if refused. */
export function useMessageLabels(messages: readonly Labelled[], handlers: Handlers): MessageLabels {
  const api = useMailApi();
  const errorText = useErrorText();
  const { message: toast } = App.useApp();
  const labelUndo = useLabelUndo();
  const { whole, patch, onChanged } = handlers;
  return useMemo(
    () => ({
      on: messages.map(({ labels = [] }) => labels),
      toggle(label, add) {
        const done = { label, add };
        const change = changeOf(done);
        for (const { id, labels } of messages) patch(id, { labels: labelsAfter(labels, change) });
        const ids = whole === undefined ? messages.map(({ id }) => id) : [whole];
        api
          .label(ids, change, whole !== undefined)
          .then(
            (answer) => labelUndo(done, answer, onChanged),
            (error: unknown) => {
              for (const { id, labels = [] } of messages) patch(id, { labels });
              if (!isTakenBack(error)) toast.error(errorText(error));
            },
          )
          .finally(onChanged);
      },
    }),
    [messages, whole, patch, onChanged, api, labelUndo, toast, errorText],
  );
}
