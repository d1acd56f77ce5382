import { App } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { useMailApi, type MessageQuery } from '../../api';
import { useErrorText } from '../../locale';
import type { Everything } from './carry-out';

export interface EverythingChoice {
  /** All messages of the list if they are selected; null otherwise. */
  chosen: Everything | null;
  counting: boolean;
  /** Selects all messages stored so far. */
  choose(): Promise<void>;
  clear(): void;
}

/**
 * Tracks whether all of a list is selected, rather than only the loaded part. A different list starts without
 * a selection.
 */
export function useEverything(query: MessageQuery | null): EverythingChoice {
  const api = useMailApi();
  const errorText = useErrorText();
  const { message: toast } = App.useApp();
  const [chosen, setChosen] = useState<Everything | null>(null);
  const [counting, setCounting] = useState(false);
  useEffect(() => setChosen(null), [query]);
  const clear = useCallback(() => setChosen(null), []);
  const choose = useCallback(async () => {
    if (!query) return;
    setCounting(true);
    try {
      // A conversation is selected with all its messages in the list.
      const { conversations: _grouped, ...list } = query;
      setChosen({ ...(await api.countMatching(list)), query: list });
    } catch (error) {
      toast.error(errorText(error));
    }
    setCounting(false);
  }, [api, query, toast, errorText]);
  return { chosen: chosen && sameList(chosen.query, query) ? chosen : null, counting, choose, clear };
}

/** An answer for a list that has been left in the meantime selects nothing. */
function sameList(list: MessageQuery, query: MessageQuery | null): boolean {
  const { conversations: _grouped, ...current } = query ?? {};
  return JSON.stringify(list) === JSON.stringify(current);
}
