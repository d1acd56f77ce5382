import { createContext } from 'react';
import type { FollowUpView } from '../../../common';

/** What there is to follow up; empty where nobody has loaded it. */
export const FollowUpsContext = createContext<{
  list: readonly FollowUpView[];
  reload(): Promise<void>;
}>({ list: [], reload: () => Promise.resolve() });
