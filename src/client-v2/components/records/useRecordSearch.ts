import { useEffect, useState } from 'react';
import type { FoundRecord, LinkTarget } from '../../../common';
import { useAnswers } from '../../answers';
import { useMailApi } from '../../api';

/** Milliseconds without typing before the search starts. */
const PAUSE = 200;

interface Answer<T> {
  list: T[];
  loading: boolean;
  failure: unknown;
}
const LOADING = { list: [], loading: true, failure: undefined };

/** The collections that messages can be linked to. */
export function useLinkTargets(): Answer<LinkTarget> & { retry(): void } {
  const api = useMailApi();
  const answers = useAnswers(api);
  const [state, setState] = useState<Answer<LinkTarget>>(LOADING);
  const [tries, setTries] = useState(0);
  useEffect(
    () =>
      void answers.take(
        () => api.linkTargets(),
        (list) => setState({ list, loading: false, failure: undefined }),
        { fail: (failure) => setState({ list: [], loading: false, failure }) },
      ),
    [answers, api, tries],
  );
  const retry = () => {
    setState(LOADING);
    setTries((count) => count + 1);
  };
  return { ...state, retry };
}

/** The records of a collection whose titles match what was typed; what was found before stays until then. */
export function useRecordSearch(
  collection: string | undefined,
  typed: string,
): Answer<FoundRecord> & { retry(): void } {
  const api = useMailApi();
  const [state, setState] = useState<Answer<FoundRecord>>(LOADING);
  const [tries, setTries] = useState(0);
  const text = typed.trim();
  useEffect(() => {
    if (collection === undefined) return;
    const asking = new AbortController();
    setState(({ list }) => ({
      list: list.filter((record) => record.collection === collection),
      ...{ loading: true, failure: undefined },
    }));
    const search = () =>
      api.searchRecords(collection, text, asking.signal).then(
        (list) => !asking.signal.aborted && setState({ list, loading: false, failure: undefined }),
        (failure: unknown) => !asking.signal.aborted && setState({ list: [], loading: false, failure }),
      );
    const timer = setTimeout(() => void search(), text === '' ? 0 : PAUSE);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [api, collection, text, tries]);
  return { ...state, retry: () => setTries((count) => count + 1) };
}
