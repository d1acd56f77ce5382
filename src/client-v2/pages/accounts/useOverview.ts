import { useCallback, useEffect, useRef, useState } from 'react';
import type { AccountOverview, HealthView } from '../../../common';
import type { OverviewQuery } from '../../admin-api';
import type { Page } from '../../mail-api';
import { useAdminApi } from './useAdminApi';

/** How old what is shown may be, while somebody looks at it. */
const INTERVAL = 15_000;

export interface Overview {
  query: OverviewQuery;
  /** A change of anything but the page leads back to the first one. */
  change(patch: Partial<OverviewQuery>): void;
  /** Undefined until the first answer. */
  accounts: Page<AccountOverview> | undefined;
  health: HealthView | undefined;
  /** An answer to a new question is on its way. */
  loading: boolean;
  /** Why the last read failed; what was read before stays. */
  failure: unknown;
  refresh(): Promise<void>;
}

/** All accounts and their health, read again every so often while the page is looked at. */
export function useOverview(): Overview {
  const api = useAdminApi();
  const [query, setQuery] = useState<OverviewQuery>({ page: 1, pageSize: 20 });
  const [accounts, setAccounts] = useState<Page<AccountOverview>>();
  const [health, setHealth] = useState<HealthView>();
  const [loading, setLoading] = useState(true);
  const [failure, setFailure] = useState<unknown>();
  const turn = useRef(0);
  const readAt = useRef(0);

  const refresh = useCallback(async () => {
    const mine = ++turn.current;
    readAt.current = Date.now();
    try {
      const [page, checked] = await Promise.all([api.accounts(query), api.health()]);
      // A slower, older answer must not undo a newer one.
      if (mine !== turn.current) return;
      // The last page's accounts are gone: there is one less.
      if (page.rows.length === 0 && page.count > 0)
        return setQuery({ ...query, page: Math.ceil(page.count / query.pageSize) });
      setAccounts(page);
      setHealth(checked);
      setFailure(undefined);
    } catch (error) {
      if (mine === turn.current) setFailure(error);
    } finally {
      if (mine === turn.current) setLoading(false);
    }
  }, [api, query]);

  useEffect(() => {
    setLoading(true);
    void refresh();
    const look = () => {
      const isDue = Date.now() - readAt.current >= INTERVAL;
      if (isDue && document.visibilityState === 'visible') void refresh();
    };
    const clock = setInterval(look, 1000);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(clock);
      document.removeEventListener('visibilitychange', look);
    };
  }, [refresh]);

  const change = useCallback(
    (patch: Partial<OverviewQuery>) => setQuery((current) => ({ ...current, page: 1, ...patch })),
    [],
  );
  return { query, change, accounts, health, loading, failure, refresh };
}
