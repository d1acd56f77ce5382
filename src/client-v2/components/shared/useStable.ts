import { useCallback, useLayoutEffect, useRef } from 'react';

/** The same function in every render, which does what the latest one does. Not for calls while rendering. */
export function useStable<A extends unknown[], R>(call: (...values: A) => R): (...values: A) => R {
  const latest = useRef(call);
  useLayoutEffect(() => {
    latest.current = call;
  });
  return useCallback((...values: A) => latest.current(...values), []);
}
