import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useSearchParams, type NavigateOptions } from 'react-router-dom';

/** Milliseconds after which the router counts, even if it hasn't arrived: a page with unsaved changes may keep it. */
const PATIENCE = 5_000;

type Change = (current: URLSearchParams) => URLSearchParams;

/**
 * The parameters in the URL and a function that changes them. A change counts immediately. The host's router would show
 * it only when it has rendered the whole page, and a key that is pressed until then, such as the one that archives,
 * would apply to the message that was open before.
 */
export function useMailParams(): [URLSearchParams, (change: Change, options?: NavigateOptions) => void] {
  const [arrived, navigate] = useSearchParams();
  const [ahead, setAhead] = useState<string | null>(null);
  const params = useMemo(() => (ahead === null ? arrived : new URLSearchParams(ahead)), [ahead, arrived]);
  const latest = useRef(params);
  latest.current = params;

  const change = useCallback(
    (next: Change, options?: NavigateOptions) => {
      const wanted = next(latest.current);
      latest.current = wanted;
      setAhead(wanted.toString());
      navigate(wanted, options);
    },
    [navigate],
  );
  // Several changes arrive one after the other. Only the last one is where the URL is.
  useEffect(() => {
    if (arrived.toString() === new URLSearchParams(window.location.search).toString()) setAhead(null);
  }, [arrived]);
  useEffect(() => {
    const stop = () => setAhead(null);
    window.addEventListener('popstate', stop);
    return () => window.removeEventListener('popstate', stop);
  }, []);
  useEffect(() => {
    if (ahead === null) return undefined;
    const timer = setTimeout(() => setAhead(null), PATIENCE);
    return () => clearTimeout(timer);
  }, [ahead]);
  return [params, change];
}
