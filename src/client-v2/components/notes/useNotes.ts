import { App } from 'antd';
import { useCallback, useState } from 'react';
import type { Id, MessageView, NoteView } from '../../../common';
import { useMailApi } from '../../api';
import { useErrorText, useT } from '../../locale';
import { useLiveList } from '../../mail-center/data/useLiveList';
import { useOfferUndo } from '../reader/useOfferUndo';

export interface Notes {
  list: NoteView[];
  loading: boolean;
  failure: unknown;
  reload(): Promise<void>;
  /** Whether a new one is being written. */
  writing: boolean;
  write(): void;
  cancel(): void;
  /** Stores a new one, or with an id, another text. Resolves to whether that succeeded. */
  save(text: string, id?: Id): Promise<boolean>;
  remove(note: NoteView): Promise<void>;
}

/** The notes on an open message's conversation. They are only loaded if there are any. */
export function useNotes(message: Pick<MessageView, 'id' | 'notes'> | undefined): Notes {
  const api = useMailApi();
  const t = useT();
  const errorText = useErrorText();
  const offerUndo = useOfferUndo();
  const { message: toast } = App.useApp();
  const [writing, setWriting] = useState(false);
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
    ...{ list, loading: wanted && loading, failure, reload, writing },
    write: () => setWriting(true),
    cancel: () => setWriting(false),
    async save(text, note) {
      if (id === undefined) return false;
      const work = () => (note === undefined ? api.createNote(id, text) : api.changeNote(note, text));
      const done = await attempt(work);
      if (done && note === undefined) setWriting(false);
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
