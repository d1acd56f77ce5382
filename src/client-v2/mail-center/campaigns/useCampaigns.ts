import type { CampaignSummary } from '../../../common';
import { useMailApi } from '../../api';
import { useLiveList, type LiveList } from '../data/useLiveList';

/** Whether a bulk email is being sent, or could be resumed. */
export const isUnfinished = ({ state }: CampaignSummary): boolean =>
  state === 'running' || state === 'paused';

/** Whether it stopped although nobody paused it. */
export const isPausedByProblem = ({ state, reason }: CampaignSummary): boolean =>
  state === 'paused' && reason !== null;

/** The bulk emails, the newest first. */
export const useCampaigns = (): LiveList<CampaignSummary> =>
  useLiveList(useMailApi().campaigns, ['campaigns']);
