import { useCallback, useEffect, useState } from 'react';
import type { RecordAddressesView, RecordRef } from '../../../common';
import { useAnswers } from '../../answers';
import { useMailApi } from '../../api';

export interface RecordAddresses {
  /** Undefined until loaded. */
  found: RecordAddressesView | undefined;
  failure: unknown;
  reload(): void;
}

/** Whose messages belong to a record. */
export function useRecordAddresses(
  record: RecordRef,
  fields: readonly string[],
  domains: boolean,
): RecordAddresses {
  const api = useMailApi();
  const key = JSON.stringify([record.collection, String(record.id), fields, domains]);
  const [state, setState] = useState<{ key: string; found?: RecordAddressesView; failure?: unknown }>({
    key,
  });
  const answers = useAnswers(key);
  const reload = useCallback(() => {
    const [collection, id, paths, whole] = JSON.parse(key) as [string, string, string[], boolean];
    void answers.take(
      () => api.addressesOf({ collection, id }, paths, whole),
      (found) => setState({ key, found }),
      // What is shown stays.
      { fail: (failure) => setState((old) => (old.key === key && old.found ? old : { key, failure })) },
    );
  }, [answers, api, key]);
  useEffect(reload, [reload]);
  const { found, failure } = state.key === key ? state : {};
  return { found, failure, reload };
}
