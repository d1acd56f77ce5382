import type { FollowUpView } from '../../../common';
import { useMailApi } from '../../api';
import { useLiveList, type LiveList } from '../data/useLiveList';

/** What there is to follow up. A new message may be the answer. */
export const useFollowUps = (): LiveList<FollowUpView> =>
  useLiveList(useMailApi().followUps, ['todos', 'messages', 'account']);
