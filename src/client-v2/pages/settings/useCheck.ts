import { useCallback, useRef, useState } from 'react';
import type { CheckLine, ProviderSettingsInput, ProviderSettingsView } from '../../../common';
import { useMailApi } from '../../api';
import { useErrorText, useReason, useT } from '../../locale';
import { answersProbe, probeLine } from './check';
import { redirectStep } from './guide';

export interface Check {
  /** Undefined until the first check has ended. */
  lines: CheckLine[] | undefined;
  running: boolean;
  /** Why the check couldn't be carried out at all. */
  failure: string | undefined;
  run(view: ProviderSettingsView, input: ProviderSettingsInput): Promise<void>;
  /** Discards the results, because the typed values have changed. */
  forget(): void;
}

/** "Check configuration": the server's lines plus the browser's own. */
export function useCheck(): Check {
  const api = useMailApi();
  const errorText = useErrorText();
  const reason = useReason();
  const t = useT();
  const [lines, setLines] = useState<CheckLine[]>();
  const [running, setRunning] = useState(false);
  const [failure, setFailure] = useState<string>();
  const turn = useRef(0);

  const forget = useCallback(() => {
    turn.current += 1;
    setRunning(false);
    setFailure(undefined);
    setLines(undefined);
  }, []);
  const run = useCallback(
    async (view: ProviderSettingsView, input: ProviderSettingsInput) => {
      forget();
      const mine = turn.current;
      setRunning(true);
      try {
        const [found, answers] = await Promise.all([
          api.checkProvider(input),
          answersProbe(view.redirectUri, (url, init) => fetch(url, init)),
        ]);
        const message = answers ? t('check.browser.passed') : reason('redirect-unreachable');
        const own = probeLine(answers, message, redirectStep(view.guide));
        if (mine === turn.current) setLines([...found, own]);
      } catch (error) {
        if (mine === turn.current) setFailure(errorText(error));
      } finally {
        if (mine === turn.current) setRunning(false);
      }
    },
    [api, errorText, forget, reason, t],
  );
  return { lines, running, failure, run, forget };
}
