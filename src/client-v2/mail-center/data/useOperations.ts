import { useCallback, useEffect, useState } from 'react';
import type { OperationState, OperationView } from '../../../common';
import { useMailApi } from '../../api';
import { useMailChanges } from '../../live';

/** States in which a person may want to see, or has to do, something. */
const OPEN: OperationState[] = ['pending', 'running', 'sending', 'unclear', 'failed'];
const TROUBLED: OperationState[] = ['unclear', 'failed'];

export interface OperationsData {
  operations: OperationView[];
  loading: boolean;
  failure: unknown;
  reload(): Promise<void>;
}

/** Whether a person has to decide. */
export function isTroubled({ state }: OperationView): boolean {
  return TROUBLED.includes(state);
}

/** A mail that nobody is sending yet: it can be called back. */
export function isWaiting({ kind, state }: OperationView): boolean {
  return kind === 'send' && state === 'pending';
}

/** Sends that are not through yet, and whatever else the server refused. */
export function shownInOutbox(operation: OperationView): boolean {
  return operation.kind === 'send' || isTroubled(operation);
}

/** What waits to be done on the server, newest first, kept up to date by hints. */
export function useOperations(): OperationsData {
  const api = useMailApi();
  const [state, setState] = useState<Omit<OperationsData, 'reload'>>({
    operations: [],
    loading: true,
    failure: undefined,
  });
  const reload = useCallback(async () => {
    try {
      const all = await api.operations({ state: { $in: OPEN } });
      const operations = all.filter(shownInOutbox).sort((a, b) => b.createdAt.localeCompare(a.createdAt));
      setState({ operations, loading: false, failure: undefined });
    } catch (failure) {
      setState((current) => ({ ...current, loading: false, failure }));
    }
  }, [api]);
  useEffect(() => void reload(), [reload]);
  useMailChanges({ what: ['operations'] }, () => void reload());
  return { ...state, reload };
}
