import { useCallback, useEffect, useState } from 'react';
import type { OperationState, OperationView } from '../../../common';
import { useAnswers } from '../../answers';
import { useMailApi } from '../../api';
import { useMailChanges } from '../../live';

/** States in which someone may want to see something or has to act. */
const OPEN: OperationState[] = ['pending', 'running', 'sending', 'unclear', 'failed'];
const TROUBLED: OperationState[] = ['unclear', 'failed'];

export interface OperationsData {
  operations: OperationView[];
  loading: boolean;
  failure: unknown;
  reload(): Promise<void>;
}

/** Whether someone has to decide. */
export function isTroubled({ state }: OperationView): boolean {
  return TROUBLED.includes(state);
}

/** Whether a message isn't being sent yet, so it can still be cancelled. */
export function isWaiting({ kind, state }: OperationView): boolean {
  return kind === 'send' && state === 'pending';
}

/** Sends that aren't complete yet, and any other operation the server refused. */
export function shownInOutbox(operation: OperationView): boolean {
  return operation.kind === 'send' || isTroubled(operation);
}

/** Loads the operations waiting for the server, newest first, and keeps them up to date with hints. */
export function useOperations(): OperationsData {
  const api = useMailApi();
  const [state, setState] = useState<Omit<OperationsData, 'reload'>>({
    operations: [],
    loading: true,
    failure: undefined,
  });
  const answers = useAnswers(api);
  const reload = useCallback(
    () =>
      answers.take(
        () => api.operations({ state: { $in: OPEN } }),
        (all) => {
          const operations = all.filter(shownInOutbox).sort((a, b) => b.createdAt.localeCompare(a.createdAt));
          setState({ operations, loading: false, failure: undefined });
        },
        { fail: (failure) => setState((current) => ({ ...current, loading: false, failure })) },
      ),
    [answers, api],
  );
  useEffect(() => void reload(), [reload]);
  useMailChanges({ what: ['operations'] }, () => void reload());
  return { ...state, reload };
}
