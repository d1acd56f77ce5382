import { useEffect } from 'react';
import { useMailApi } from '../../../api';
import { useUserId } from '../../shared/useUserId';
import { recoverDrafts } from './recover-drafts';
import { reopenWindows } from './reopen-windows';

/** Milliseconds between two attempts to store what is only kept in this browser. */
const INTERVAL = 60_000;

/** Reopens what was being written in this tab, and stores any other drafts that this browser keeps. */
export function useKeptDrafts(): void {
  const api = useMailApi();
  const userId = useUserId();
  useEffect(() => {
    if (userId === null) return;
    let running = false;
    const recover = async () => {
      if (running) return;
      running = true;
      await recoverDrafts(userId, api.saveDraft).catch(() => undefined);
      running = false;
    };
    void reopenWindows(userId, api.draft).then(recover);
    const timer = setInterval(() => void recover(), INTERVAL);
    const online = () => void recover();
    window.addEventListener('online', online);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', online);
    };
  }, [api, userId]);
}
