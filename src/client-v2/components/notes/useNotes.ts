import { App } from 'antd';
import { useCallback, useReducer, useState } from 'react';
import type { Id, MessageView, NoteView } from '../../../common';
import { useMailApi } from '../../api';
import { useErrorText, useT } from '../../locale';
import { useLiveList } from '../../mail-center/data/useLiveList';
import { useOfferUndo } from '../reader/useOfferUndo';
import { draftIn, useUnsavedNotes, type NoteDraft } from './unsaved-notes';

export interface Notes {
  list: NoteView[];
  loading: boolean;
  failure: unknown;
  reload(): Promise<void>;
  /** Whether a new one is being written. */
  writing: boolean;
  write(): void;
  cancel(): void;
  /** What is being written of a new one, or with an id, of another text. */
  draftOf(id?: Id): NoteDraft;
  /** Stores a new one, or with an id, another text. Resolves to whether that succeeded. */
  save(text: string, id?: Id): Promise<boolean>;
  remove(note: NoteView): Promise<void>;
}

/** The notes on an open message's conversation. They are only loaded if there are any. */
export function useNotes(
  message: Pick<MessageView, 'id' | 'accountId' | 'threadKey' | 'notes'> | undefined,
): Notes {
  const api = useMailApi();
  const t = useT();
  const errorText = useErrorText();
  const offerUndo = useOfferUndo();
  const { message: toast } = App.useApp();
  const unsaved = useUnsavedNotes();
  const about = `${message?.accountId} ${message?.threadKey || message?.id}`;
  const draftOf = (note?: Id) => draftIn(unsaved, `${about} ${note ?? 'new'}`);
  const [asked, setAsked] = useState(false);
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const writing = asked || (message !== undefined && draftOf().read() !== undefined);
  const stop = () => {
    draftOf().forget();
    setAsked(false);
    // What was begun elsewhere was never asked for here.
    draw();
  };
  /** Whether something was written or deleted here, which the message's count doesn't show yet. */
  const [changed, setChanged] = useState(false);
  const id = message?.id;
  const wanted = id !== undefined && (changed || (message?.notes ?? 0) > 0);
  const { list, loading, failure, reload } = useLiveList(
    useCallback(() => (wanted ? api.notes(id) : Promise.resolve([])), [api, id, wanted]),
    ['messages'],
  );
  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
    } catch (error) {
      toast.error(errorText(error));
      return false;
    }
    setChanged(true);
    await reload();
    return true;
  };
  return {
    ...{ list, loading: wanted && loading, failure, reload, writing, draftOf },
    write: () => setAsked(true),
    cancel: stop,
    async save(text, note) {
      if (id === undefined) return false;
      const done = await attempt(async () => {
        await (note === undefined ? api.createNote(id, text) : api.changeNote(note, text));
        draftOf(note).forget();
      });
      if (done && note === undefined) stop();
      return done;
    },
    async remove({ id: note }) {
      if (!(await attempt(() => api.removeNote(note)))) return;
      offerUndo(t('Note deleted'), async () => {
        await api.restoreNote(note);
        await reload();
      });
    },
  };
}
