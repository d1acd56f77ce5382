import { useCallback } from 'react';
import type { Id } from '../../../common';
import { useMailApi } from '../../api';
import { useOfferUndo } from './useOfferUndo';

/** Messages per request. */
const STEP = 500;

/** Where messages were before, so that they can be moved back. */
export type Origin = { id: Id; folderId: Id };

/** Says what happened to messages, with a button to move them back. */
export function useUndoToast(): (text: string, origins: readonly Origin[], onUndone?: () => void) => void {
  const api = useMailApi();
  const offerUndo = useOfferUndo();
  return useCallback(
    (text, origins, onUndone) =>
      offerUndo(text, async () => {
        for (const [folderId, ids] of byFolder(origins))
          for (let at = 0; at < ids.length; at += STEP) await api.move(ids.slice(at, at + STEP), folderId);
        onUndone?.();
      }),
    [api, offerUndo],
  );
}

/** Groups messages by the folder they came from. */
function byFolder(origins: readonly Origin[]): Array<[Id, Id[]]> {
  const groups = new Map<string, [Id, Id[]]>();
  for (const { id, folderId } of origins) {
    const group = groups.get(String(folderId)) ?? [folderId, []];
    group[1].push(id);
    groups.set(String(folderId), group);
  }
  return [...groups.values()];
}
