import { useEffect } from 'react';
import { useAhead } from '../../useAhead';
import { useMailApi, type MessageRow } from '../../api';
import { useMailChanges } from '../../live';
import { messageReads } from './message-reads';

/** Milliseconds after which the open message has usually loaded, so that this doesn't delay it. */
const PAUSE = 300;

/**
 * Loads the messages before and after the open one, so that they appear immediately when somebody reads on. If no
 * message is open, loads the first one.
 */
export function usePrefetch(rows: readonly MessageRow[], open: string | null, conversations: boolean): void {
  const api = useMailApi();
  const ahead = useAhead();
  useMailChanges({ what: ['messages', 'folders'] }, () => ahead.forget());
  useEffect(() => {
    let left = false;
    const prefetch = async () => {
      const index = rows.findIndex(({ id }) => String(id) === open);
      const { prepare } = messageReads(api, ahead);
      // One after another, because browsers open few connections to a server and the next click needs some.
      for (const at of [index + 1, index - 1]) if (rows[at] && !left) await prepare(rows[at], conversations);
    };
    const timer = setTimeout(() => void prefetch(), PAUSE);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [api, ahead, rows, open, conversations]);
}
