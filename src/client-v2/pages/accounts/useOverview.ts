import { useCallback, useEffect, useRef, useState } from 'react';
import type { AccountOverview, HealthView } from '../../../common';
import type { OverviewQuery } from '../../admin-api';
import { useAnswers } from '../../answers';
import type { Page } from '../../mail-api';
import { useAdminApi } from './useAdminApi';

/** Milliseconds after which the figures are loaded again while the page is visible. */
const INTERVAL = 15_000;

export interface Overview {
  query: OverviewQuery;
  /** Changing anything but the page goes back to the first page. */
  change(patch: Partial<OverviewQuery>): void;
  /** Undefined until the first answer. */
  accounts: Page<AccountOverview> | undefined;
  health: HealthView | undefined;
  /** Whether an answer to a new query is still on its way. */
  loading: boolean;
  /** Why the last request failed. What was loaded before stays. */
  failure: unknown;
  refresh(): Promise<void>;
}

/** Loads all accounts and their health, and refreshes them periodically while the page is visible. */
export function useOverview(): Overview {
  const api = useAdminApi();
  const [query, setQuery] = useState<OverviewQuery>({ page: 1, pageSize: 20 });
  const [accounts, setAccounts] = useState<Page<AccountOverview>>();
  const [health, setHealth] = useState<HealthView>();
  const [loading, setLoading] = useState(true);
  const [failure, setFailure] = useState<unknown>();
  const answers = useAnswers(query);
  const readAt = useRef(0);

  const refresh = useCallback(async () => {
    readAt.current = Date.now();
    await answers.take(
      () => Promise.all([api.accounts(query), api.health()]),
      ([page, checked]) => {
        // The accounts of the last page are gone, so there is one page less.
        if (page.rows.length === 0 && page.count > 0)
          return setQuery({ ...query, page: Math.ceil(page.count / query.pageSize) });
        setAccounts(page);
        setHealth(checked);
        setFailure(undefined);
        setLoading(false);
      },
      {
        fail: (error) => {
          setFailure(error);
          setLoading(false);
          // While no email is served, the health check is the only request that answers with the reason.
          void api.health().then(setHealth, () => undefined);
        },
      },
    );
  }, [answers, api, query]);

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
