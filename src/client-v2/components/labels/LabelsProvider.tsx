import { createContext, useContext, useMemo, type ReactNode } from 'react';
import type { LabelView } from '../../../common';
import { useMailApi } from '../../api';
import { useLiveList, type LiveList } from '../../mail-center/data/useLiveList';

export interface Labels extends LiveList<LabelView> {
  byId: ReadonlyMap<string, LabelView>;
}

const NO_LABELS: Labels = {
  ...{ list: [], byId: new Map(), loading: false, failure: undefined },
  reload: () => Promise.resolve(),
};
const LabelsContext = createContext(NO_LABELS);

/** The user's labels, by name. */
export const useLabels = (): Labels => useContext(LabelsContext);

/** Loads the user's labels once for everything inside, and keeps them up to date. */
export function LabelsProvider({ children }: { children: ReactNode }) {
  const { list, loading, failure, reload } = useLiveList(useMailApi().labels, ['labels']);
  const labels = useMemo(
    () => ({
      ...{ list, loading, failure, reload },
      byId: new Map(list.map((label) => [String(label.id), label])),
    }),
    [list, loading, failure, reload],
  );
  return <LabelsContext.Provider value={labels}>{children}</LabelsContext.Provider>;
}
