import { useCallback, useEffect, useState } from 'react';
import type { LinkedRecord, RecordView } from '../../../common';
import { useAnswers } from '../../answers';
import { useMailApi } from '../../api';
import { useMailChanges } from '../../live';
import { onLinksChanged } from './link-changes';
import type { AboutMessages } from '../../record-links-api';

export interface Records {
  linked: LinkedRecord[];
  /** Records that aren't linked, with an address of the messages. */
  matching: RecordView[];
  loading: boolean;
  failure: unknown;
  reload(): void;
}

const NOTHING = { linked: [], matching: [], loading: true, failure: undefined };

/** The records that belong to a message or conversation, and those that may. */
export function useRecords(about: AboutMessages): Records {
  const api = useMailApi();
  // As text, so that it's the same as long as it means the same.
  const scope = JSON.stringify(about);
  const answers = useAnswers(scope);
  const [state, setState] = useState<Omit<Records, 'reload'> & { scope: string }>({ ...NOTHING, scope });
  const reload = useCallback(
    () =>
      void answers.take(
        async () => {
          const which = JSON.parse(scope) as AboutMessages;
          const [linked, matching] = await Promise.all([
            api.linkedRecords(which),
            api.matchingRecords(which),
          ]);
          return { linked, matching: matching.filter((record) => !linked.some(isSame(record))) };
        },
        (found) => setState({ ...found, scope, loading: false, failure: undefined }),
        { fail: (failure) => setState({ ...NOTHING, scope, loading: false, failure }) },
      ),
    [answers, api, scope],
  );
  useEffect(reload, [reload]);
  useEffect(() => onLinksChanged(reload), [reload]);
  useMailChanges({ what: ['links'] }, reload);
  return { ...(state.scope === scope ? state : NOTHING), reload };
}

export const isSame =
  (one: Pick<RecordView, 'collection' | 'recordKey'>) =>
  (other: Pick<RecordView, 'collection' | 'recordKey'>): boolean =>
    one.collection === other.collection && one.recordKey === other.recordKey;
