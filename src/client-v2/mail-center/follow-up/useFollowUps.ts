import type { FollowUpView } from '../../../common';
import { useMailApi } from '../../api';
import { useLiveList, type LiveList } from '../data/useLiveList';

/** The messages that nobody has answered in time. A new message may be the answer. */
export const useFollowUps = (): LiveList<FollowUpView> =>
  useLiveList(useMailApi().followUps, ['todos', 'messages', 'account']);
