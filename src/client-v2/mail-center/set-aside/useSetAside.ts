import { useCallback } from 'react';
import type { Id, SetAsideView } from '../../../common';
import { useMailApi } from '../../api';
import { usePages, type Pages } from '../../components/shared/usePages';
import { useMailChanges } from '../../live';

/** Rows per page. */
const PAGE = 20;

/** Loads an account's unreadable messages, and again after each change. */
export function useSetAside(accountId: Id): Pages<SetAsideView> {
  const api = useMailApi();
  const read = useCallback(
    (before: string | null) => api.setAside({ accountId, before, limit: PAGE }),
    [accountId, api],
  );
  const pages = usePages(read);
  useMailChanges({ accountId, what: ['messages'] }, pages.reload);
  return pages;
}
