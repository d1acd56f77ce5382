import { App, Button } from 'antd';
import { useCallback } from 'react';
import type { Id } from '../../common';
import { useMailApi } from '../api';
import { useErrorText, useT } from '../locale';

/** Long enough to notice a slip; the mails can be found in the folder that it names afterwards too. */
const SECONDS = 8;

/** Where mails were, so that they can go back there. */
export type Origin = { id: Id; folderId: Id };

/** Says what became of mails, with a way back to where they were. */
export function useUndoToast(): (text: string, origins: readonly Origin[], onUndone?: () => void) => void {
  const api = useMailApi();
  const t = useT();
  const errorText = useErrorText();
  const { message: toast } = App.useApp();
  return useCallback(
    (text, origins, onUndone) => {
      const key = `mail-undo-${origins.map(({ id }) => id).join()}`;
      const undo = async () => {
        toast.destroy(key);
        try {
          for (const [folderId, ids] of byFolder(origins)) await api.move(ids, folderId);
          onUndone?.();
        } catch (error) {
          toast.error(errorText(error));
        }
      };
      toast.open({
        key,
        type: 'success',
        duration: SECONDS,
        content: (
          <>
            {text}
            <Button type="link" size="small" onClick={() => void undo()} data-testid="mail-undo">
              {t('Undo')}
            </Button>
          </>
        ),
      });
    },
    [api, errorText, t, toast],
  );
}

/** Folders with the mails that came from there. */
function byFolder(origins: readonly Origin[]): Array<[Id, Id[]]> {
  const groups = new Map<string, [Id, Id[]]>();
  for (const { id, folderId } of origins) {
    const group = groups.get(String(folderId)) ?? [folderId, []];
    group[1].push(id);
    groups.set(String(folderId), group);
  }
  return [...groups.values()];
}
