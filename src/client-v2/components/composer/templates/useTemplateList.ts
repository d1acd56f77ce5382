import { useCallback, useEffect, useState } from 'react';
import type { TemplateList } from '../../../../common';
import { useAnswers } from '../../../answers';
import { useMailApi } from '../../../api';

export interface Templates {
  /** Undefined until loaded. */
  list: TemplateList | undefined;
  failure: unknown;
  reload(): Promise<void>;
}

/** Loads the templates that the user may use. */
export function useTemplateList(): Templates {
  const api = useMailApi();
  const answers = useAnswers(api);
  const [list, setList] = useState<TemplateList>();
  const [failure, setFailure] = useState<unknown>();
  const reload = useCallback(
    () =>
      answers.take(
        () => api.templates(),
        (loaded) => {
          setList(loaded);
          setFailure(undefined);
        },
        { fail: setFailure },
      ),
    [answers, api],
  );
  useEffect(() => void reload(), [reload]);
  return { list, failure, reload };
}
