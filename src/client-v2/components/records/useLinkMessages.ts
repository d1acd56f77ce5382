import { App } from 'antd';
import { useCallback } from 'react';
import type { Id, LinkedView, RecordKey } from '../../../common';
import { useMailApi } from '../../api';
import { isTakenBack } from '../../api-error';
import { useErrorText, useT, type Translate } from '../../locale';
import { announceLinks } from './link-changes';
import { TOAST, useOfferUndo } from '../reader/useOfferUndo';

/** Messages per request. */
const STEP = 500;

/** Messages that are linked to a record or unlinked from it. */
export interface Linking {
  ids: readonly Id[];
  /** Whether the rest of their conversations in the same folder is included. */
  whole: boolean;
  record: RecordKey & { title: string };
  add: boolean;
}

/**
 * Links messages to a record or unlinks them, and says so with an undo button. Resolves to whether that has worked;
 * otherwise the user has been told why.
 */
export function useLinkMessages(): (linking: Linking) => Promise<boolean> {
  const t = useT();
  const api = useMailApi();
  const errorText = useErrorText();
  const offerUndo = useOfferUndo();
  const { message: toast } = App.useApp();
  return useCallback(
    async (linking) => {
      const { ids, whole, record, add } = linking;
      const changed: Id[] = [];
      try {
        for (let at = 0; at < ids.length; at += STEP)
          changed.push(
            ...changedBy(add, await api.link(ids.slice(at, at + STEP), changeOf(record, add), whole)),
          );
      } catch (error) {
        if (!isTakenBack(error)) toast.error(errorText(error));
        return false;
      } finally {
        announceLinks();
      }
      if (changed.length === 0) {
        toast.open({ key: TOAST, type: 'info', content: t('Nothing to change') });
        return true;
      }
      offerUndo(linkedText(t, record.title, add, changed.length), async () => {
        for (let at = 0; at < changed.length; at += STEP)
          await api.link(changed.slice(at, at + STEP), changeOf(record, !add));
        announceLinks();
      });
      return true;
    },
    [t, api, errorText, offerUndo, toast],
  );
}

const changeOf = ({ collection, recordKey }: RecordKey, add: boolean) => {
  const records = [{ collection, recordKey }];
  return { add: add ? records : [], remove: add ? [] : records };
};

const changedBy = (add: boolean, { changed }: LinkedView): Id[] =>
  changed.flatMap(({ added, removed }) => (add ? added : removed));

/** Returns the text shown after messages were linked to a record or unlinked from it. */
function linkedText(t: Translate, record: string, add: boolean, count: number): string {
  if (add)
    return count === 1
      ? t('Linked to “{{record}}”', { record })
      : t('{{count}} messages linked to “{{record}}”', { record, count });
  return count === 1
    ? t('Unlinked from “{{record}}”', { record })
    : t('{{count}} messages unlinked from “{{record}}”', { record, count });
}
