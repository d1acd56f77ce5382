import { useEffect, useState, useSyncExternalStore } from 'react';
import type { CampaignView } from '../../../../common';
import { useMailApi } from '../../../api';
import { realTimers } from '../../composer/drafts/save-timer';
import { CampaignSaver, writtenIn, type Edit, type Saving } from './campaign-saver';

export interface Writing extends Saving {
  edit(part: Edit): void;
  /** Stores everything now. Resolves to whether that worked. */
  flush(): Promise<boolean>;
}

/** What is being written. All changes are stored without being asked. */
export function useWriting(campaign: CampaignView): Writing {
  const api = useMailApi();
  const { id } = campaign;
  // What is stored later comes from here, so it's read only once.
  const [saver] = useState(
    () => new CampaignSaver(writtenIn(campaign), (input) => api.updateCampaign(id, input), realTimers),
  );
  const saving = useSyncExternalStore(saver.subscribe, saver.get);
  const isSaved = saving.state === 'saved';
  useEffect(() => {
    if (isSaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isSaved]);
  // If that fails, it's tried again although nobody sees it.
  useEffect(() => () => void saver.flush(), [saver]);
  return { ...saving, edit: (part) => saver.edit(part), flush: () => saver.flush() };
}
