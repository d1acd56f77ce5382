import { useCallback, useEffect, useRef, useState } from 'react';
import type { Id, RenderedTemplate, TemplateRequest } from '../../../../common';
import { useAnswers } from '../../../answers';
import { useMailApi } from '../../../api';

/** Milliseconds that a template has to stay chosen before it's loaded, as the arrow keys pass many. */
const PAUSE = 120;

/** What a template's variables refer to in the message being written. */
export type TemplateSubject = Pick<TemplateRequest, 'record' | 'recipients'>;

export interface RenderedState {
  /** Undefined until loaded. */
  rendered: RenderedTemplate | undefined;
  failure: unknown;
  retry(): void;
}

/** Loads a template with its values filled in. `about` must not change while the same message is written. */
export function useRendered(id: Id | undefined, about: TemplateSubject): RenderedState {
  const api = useMailApi();
  const answers = useAnswers(id);
  const known = useRef(new Map<Id, RenderedTemplate>());
  const latest = useRef(about);
  const [state, setState] = useState<{ id: Id; rendered?: RenderedTemplate; failure?: unknown }>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (id === undefined || known.current.has(id)) return;
    const load = () =>
      answers.take(
        () => api.renderTemplate({ id, ...latest.current }),
        (rendered) => {
          known.current.set(id, rendered);
          setState({ id, rendered });
        },
        { fail: (failure) => setState({ id, failure }) },
      );
    const timer = setTimeout(() => void load(), PAUSE);
    return () => clearTimeout(timer);
  }, [answers, api, attempt, id]);
  const retry = useCallback(() => {
    setState(undefined);
    setAttempt((count) => count + 1);
  }, []);
  const current = state?.id === id ? state : undefined;
  const rendered = id === undefined ? undefined : (known.current.get(id) ?? current?.rendered);
  return { rendered, failure: rendered ? undefined : current?.failure, retry };
}
