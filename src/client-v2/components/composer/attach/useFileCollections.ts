import { useEffect, useState } from 'react';
import type { FileCollectionView } from '../../../../common';
import { useAnswers } from '../../../answers';
import { useMailApi } from '../../../api';

/** The collections of files that the user may view; none as long as they aren't known. */
export function useFileCollections(): readonly FileCollectionView[] {
  const api = useMailApi();
  const answers = useAnswers(api);
  const [collections, setCollections] = useState<readonly FileCollectionView[]>([]);
  useEffect(() => {
    // Without them, files can still be attached from elsewhere.
    void answers.take(() => api.fileCollections(), setCollections, { fail: () => setCollections([]) });
  }, [answers, api]);
  return collections;
}
