import { useCallback, useEffect, useRef, useState } from 'react';
import type { Id, RenderedTemplate } from '../../../../common';
import { useAnswers } from '../../../answers';

/** Milliseconds that a template has to stay chosen before it's loaded, as the arrow keys pass many. */
const PAUSE = 120;

/** Reads a template as it would be inserted. `withFiles`: its files are copied, to be sent with the message. */
export type ReadTemplate = (id: Id, withFiles: boolean) => Promise<RenderedTemplate>;

export interface RenderedState {
  /** Undefined until loaded. */
  rendered: RenderedTemplate | undefined;
  failure: unknown;
  retry(): void;
}

/** Loads a template as it would be inserted. What `read` does must not change while the same message is written. */
export function useRendered(id: Id | undefined, read: ReadTemplate): RenderedState {
  const answers = useAnswers(id);
  const known = useRef(new Map<Id, RenderedTemplate>());
  const latest = useRef(read);
  const [state, setState] = useState<{ id: Id; rendered?: RenderedTemplate; failure?: unknown }>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (id === undefined || known.current.has(id)) return;
    const load = () =>
      answers.take(
        () => latest.current(id, false),
        (rendered) => {
          known.current.set(id, rendered);
          setState({ id, rendered });
        },
        { fail: (failure) => setState({ id, failure }) },
      );
    const timer = setTimeout(() => void load(), PAUSE);
    return () => clearTimeout(timer);
  }, [answers, attempt, id]);
  const retry = useCallback(() => {
    setState(undefined);
    setAttempt((count) => count + 1);
  }, []);
  const current = state?.id === id ? state : undefined;
  const rendered = id === undefined ? undefined : (known.current.get(id) ?? current?.rendered);
  return { rendered, failure: rendered ? undefined : current?.failure, retry };
}
