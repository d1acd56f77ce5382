import type { AccountEventView, AccountOverview, AccountState, HealthView, Id } from '../common';
import { toMailApiError } from './api-error';
import { callsOf, type Requester } from './call';
import type { Page } from './mail-api';

export interface OverviewQuery {
  /** Starts at 1. */
  page: number;
  pageSize: number;
  /** Searches the owner's name and the address. */
  search?: string;
  state?: AccountState;
}

/** What an administrator can do with someone's account. */
export type AccountAction = 'sync' | 'pause' | 'resume' | 'disconnect';

/** Creates the typed calls for administrators of all accounts. Every failure is a MailApiError. */
export function createAdminApi(request: Requester) {
  const call = callsOf(request);
  return {
    async accounts(query: OverviewQuery): Promise<Page<AccountOverview>> {
      const config = { url: 'mailAdmin:list', method: 'get', params: { ...query } } as const;
      // The host wraps rows and count separately.
      const { data, meta } = await call(config);
      return { rows: data as AccountOverview[], count: (meta as { count: number }).count };
    },
    /** Returns the last 500 events, newest first. */
    events: async (id: Id) => {
      const config = { url: 'mailAdmin:events', method: 'get', params: { filterByTk: id } } as const;
      return (await call(config)).data as AccountEventView[];
    },
    act: (action: AccountAction, id: Id) =>
      call({ url: `mailAdmin:${action}`, method: 'post', data: {}, params: { filterByTk: id } }),
    /** Also resolves when nothing works: for monitoring, `down` is sent with status 503. */
    async health(): Promise<HealthView> {
      try {
        const { data } = await request({ url: 'mailHealth:check', method: 'get', skipNotify: true });
        return (data as { data: HealthView }).data;
      } catch (error) {
        const found = downOf(error);
        if (found) return found;
        throw await toMailApiError(error);
      }
    },
  };
}

export type AdminApi = ReturnType<typeof createAdminApi>;

function downOf(error: unknown): HealthView | null {
  const { response } = (error ?? {}) as { response?: { data?: { data?: Partial<HealthView> } } };
  const health = response?.data?.data;
  return health?.status === 'down' ? (health as HealthView) : null;
}
